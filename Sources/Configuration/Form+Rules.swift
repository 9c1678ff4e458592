internal import Admission
internal import Forms
internal import Rules

extension Form {
    /// What any rule takes, and the options of this one.
    static func rule<Enforce: Word, Options>(
        _ initial: Output, _ options: @escaping (inout Fields, inout Options) -> Void = { _, _ in }
    ) -> Form where Output == RuleSettings<Enforce, Options> {
        object(initial) { fields, rule in
            fields.setting("enforce", &rule.enforce, .word)
            options(&fields, &rule.options)
            fields.setting("namespaces", &rule.reach.namespaces, .set(of: .namespacePattern))
            fields.setting("exceptNamespaces", &rule.reach.exceptNamespaces, .set(of: .namespacePattern))
            fields.setting("exceptUsers", &rule.reach.exceptUsers, .set(of: .pattern))
        }
    }
}

extension Form<RuleSettings<Enforcement, ProjectConfigName.Options>> {
    static var projectConfigName: Form {
        rule(Settings().projectConfigName) { fields, options in
            fields.setting("name", &options.name, .expectedName)
        }
    }
}

extension Form<RuleSettings<Enforcement, ProjectConfigLifecycle.Options>> {
    static var projectConfigLifecycle: Form {
        rule(Settings().projectConfigLifecycle) { fields, options in
            fields.setting("mode", &options.mode, .word)
            fields.setting("managers", &options, .managers(options))
        }
    }
}

extension Form<ProjectConfigLifecycle.Options> {
    /// `managers: {users, groups}`, on top of the options read so far.
    static func managers(_ options: ProjectConfigLifecycle.Options) -> Form {
        object(options) { fields, options in
            fields.setting("users", &options.managerUsers, .set(of: .pattern))
            fields.setting("groups", &options.managerGroups, .optional(.set(of: .pattern)))
        }
    }
}
