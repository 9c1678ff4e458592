package import Rules

/// How objects are migrated.
package struct MigrationOptions: Sendable {
    /// What the ProjectConfig of a project is called.
    package var projectConfigName: ProjectConfigName.Expected
    /// Whether Kargo's deprecated `stage: X` becomes `stageSelector: {name: X}`.
    package var usesStageSelector: Bool

    package init(projectConfigName: ProjectConfigName.Expected, usesStageSelector: Bool) {
        self.projectConfigName = projectConfigName
        self.usesStageSelector = usesStageSelector
    }
}
