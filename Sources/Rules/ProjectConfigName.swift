package struct ProjectConfigName {
    /// What the one ProjectConfig of a project is called.
    package enum Expected: Sendable, Equatable {
        /// The name of its project, which is that of its namespace: `$namespace`, Kargo's own rule since 1.5.
        case namespace
        case literal(String)
    }

    package struct Options: Sendable, Equatable {
        package var name = Expected.literal("default")
        package init() {}
    }
}
