internal import Testing

@testable import Configuration

struct ProblemTests {
    @Test(arguments: [
        ("kargo: []", "f:3:8: kargo: must be an object, not an array"),
        ("kargo: {namespace: 5}", "f:3:20: kargo.namespace: must be a string, not a number"),
        ("kargo: {namespace: null}", "f:3:20: kargo.namespace: must be a string, not null"),
        ("kargo: {namespace: {}}", "f:3:20: kargo.namespace: must be a string, not an object"),
        (
            "kargo: {namespace: no}",
            "f:3:20: kargo.namespace: must be a string; YAML reads yes, no, on and off as booleans unless they are in quotes"
        ),
        (
            "kargo: {sharedCredentialNamespaces: a}",
            "f:3:37: kargo.sharedCredentialNamespaces: must be a list, not a string"
        ),
        (
            "kargo: {sharedCredentialNamespaces: [1]}",
            "f:3:38: kargo.sharedCredentialNamespaces[0]: must be a string, not a number"
        ),
        ("kubero: 1", "f:3:9: kubero: must be an object, not a number"),
        ("kubero: {namespace: [a]}", "f:3:21: kubero.namespace: must be a string, not an array"),
        ("kubero: {defaultCredential: x}", "f:3:29: kubero.defaultCredential: must be an object, not a string"),
        (
            "kubero: {defaultCredential: {name: 1}}",
            "f:3:36: kubero.defaultCredential.name: must be a string, not a number"
        ),
        (
            "kubero: {defaultCredential: {createSecret: 1}}",
            "f:3:44: kubero.defaultCredential.createSecret: must be copy or none, not of type number"
        ),
        ("kubero: {defaultHost: 5000}", "f:3:23: kubero.defaultHost: must be a string, not a number"),
        ("kubero: {allowedNamespaces: {}}", "f:3:29: kubero.allowedNamespaces: must be a list, not an object"),
        ("kubero: {deputies: x}", "f:3:20: kubero.deputies: must be a list, not a string"),
        (
            "kubero: {inlineCredentials: null}",
            "f:3:29: kubero.inlineCredentials: must be allow, warn or deny, not null"
        ),
        ("cluster: none", "f:3:10: cluster: must be an object, not a string"),
        ("cluster: {source: []}", "f:3:19: cluster.source: must be none, directory or api, not of type array"),
        ("cluster: {directory: 1}", "f:3:22: cluster.directory: must be a string, not a number"),
        ("cluster: {ifUnavailable: 1}", "f:3:26: cluster.ifUnavailable: must be deny or warn, not of type number"),
        ("breakGlass: [x]", "f:3:13: breakGlass: must be an object, not an array"),
        ("breakGlass: {groups: x}", "f:3:22: breakGlass.groups: must be a list, not a string"),
        ("rules: []", "f:3:8: rules: must be an object, not an array"),
        ("rules: {keep-namespace: deny}", "f:3:25: rules.keep-namespace: must be an object, not a string"),
        (
            "rules: {projectconfig-name: {name: 1}}",
            "f:3:36: rules.projectconfig-name.name: must be a string, not a number"
        ),
        (
            "rules: {projectconfig-lifecycle: {mode: 1}}",
            "f:3:41: rules.projectconfig-lifecycle.mode: must be managed or explicit, not of type number"
        ),
        (
            "rules: {projectconfig-lifecycle: {managers: []}}",
            "f:3:45: rules.projectconfig-lifecycle.managers: must be an object, not an array"
        ),
        (
            "rules: {projectconfig-lifecycle: {managers: {users: a}}}",
            "f:3:53: rules.projectconfig-lifecycle.managers.users: must be a list, not a string"
        ),
        (
            "rules: {projectconfig-lifecycle: {managers: {groups: a}}}",
            "f:3:54: rules.projectconfig-lifecycle.managers.groups: must be a list, not a string"
        ),
        (
            "rules: {keep-namespace: {namespaces: a}}",
            "f:3:38: rules.keep-namespace.namespaces: must be a list, not a string"
        ),
        (
            "rules: {keep-namespace: {exceptNamespaces: a}}",
            "f:3:44: rules.keep-namespace.exceptNamespaces: must be a list, not a string"
        ),
        (
            "rules: {keep-namespace: {exceptUsers: [1]}}",
            "f:3:40: rules.keep-namespace.exceptUsers[0]: must be a string, not a number"
        ),
    ])
    func `a wrong type is refused where it stands`(_ text: String, _ message: String) {
        #expect(problems(in: text) == [message])
    }

    @Test(arguments: [
        ("kargo: {namespace: Kargo}", #"f:3:20: kargo.namespace: "Kargo": a lowercase RFC 1123 label"#),
        ("kargo: {namespace: ''}", #"f:3:20: kargo.namespace: "": a lowercase RFC 1123 label"#),
        ("kargo: {namespace: a.b}", #"f:3:20: kargo.namespace: "a.b": a lowercase RFC 1123 label"#),
        (
            "kargo: {sharedCredentialNamespaces: [a, B]}",
            #"f:3:41: kargo.sharedCredentialNamespaces[1]: "B": a lowercase"#
        ),
        ("kubero: {namespace: a_b}", #"f:3:21: kubero.namespace: "a_b": a lowercase RFC 1123 label"#),
        (
            "kubero: {defaultCredential: {name: A}}",
            #"f:3:36: kubero.defaultCredential.name: "A": a lowercase RFC 1123 subdomain"#
        ),
        (
            "kubero: {defaultCredential: {createSecret: create}}",
            #"f:3:44: kubero.defaultCredential.createSecret: must be copy or none, not "create""#
        ),
        (
            "kubero: {defaultHost: 'https://x.io'}",
            "f:3:23: kubero.defaultHost: must not have a scheme; write it as domain[:port][/path]"
        ),
        ("kubero: {defaultHost: ''}", "f:3:23: kubero.defaultHost: is not a domain name or address"),
        (
            "kubero: {allowedNamespaces: ['*']}",
            #"f:3:30: kubero.allowedNamespaces[0]: "*": a lowercase RFC 1123 label"#
        ),
        ("kubero: {deputies: ['a*b']}", #"f:3:21: kubero.deputies[0]: "a*b": a * can only stand at the end"#),
        ("kubero: {deputies: ['']}", "f:3:21: kubero.deputies[0]: must not be empty"),
        (
            "kubero: {inlineCredentials: dney}",
            #"f:3:29: kubero.inlineCredentials: must be allow, warn or deny, not "dney"; did you mean "deny"?"#
        ),
        ("cluster: {source: disk}", #"f:3:19: cluster.source: must be none, directory or api, not "disk""#),
        (
            "cluster: {source: directory}",
            "f:3:19: cluster.source: directory needs a folder to read; add `directory: FOLDER`"
        ),
        ("cluster: {source: directory, directory: ''}", "f:3:41: cluster.directory: must not be empty"),
        ("breakGlass: {groups: ['']}", "f:3:23: breakGlass.groups[0]: must not be empty"),
        ("breakGlass: {groups: ['**']}", #"f:3:23: breakGlass.groups[0]: "**": a * can only stand at the end"#),
        (
            "rules: {projectconfig-name: {name: $name}}",
            #"f:3:36: rules.projectconfig-name.name: "$name": must be $namespace, or a name: a lowercase"#
        ),
        (
            "rules: {projectconfig-lifecycle: {mode: explicitt}}",
            #"must be managed or explicit, not "explicitt"; did you mean "explicit"?"#
        ),
        (
            "rules: {keep-namespace: {enforce: off}}",
            "f:3:35: rules.keep-namespace.enforce: must be deny, warn or disabled: YAML reads off, no and false as a boolean; to switch it off, write disabled"
        ),
        (
            "rules: {keep-namespace: {enforce: 'off'}}",
            #"f:3:35: rules.keep-namespace.enforce: must be deny, warn or disabled, not "off""#
        ),
        (
            "rules: {keep-namespace: {enforce: fix}}",
            #"f:3:35: rules.keep-namespace.enforce: must be deny, warn or disabled, not "fix""#
        ),
        (
            "rules: {pipeline-registry-default: {enforce: deny}}",
            #"f:3:46: rules.pipeline-registry-default.enforce: must be fix, warn or disabled, not "deny""#
        ),
        (
            "rules: {cleanup-finalizer: {enforce: deny}}",
            #"f:3:38: rules.cleanup-finalizer.enforce: must be fix, warn or disabled, not "deny""#
        ),
        (
            "rules: {credential-secret: {enforce: fix}}",
            #"f:3:38: rules.credential-secret.enforce: must be deny, warn or disabled, not "fix""#
        ),
        (
            "rules: {keep-namespace: {namespaces: ['a*b']}}",
            #"f:3:39: rules.keep-namespace.namespaces[0]: "a*b": a lowercase RFC 1123 label"#
        ),
        (
            "rules: {keep-namespace: {exceptNamespaces: [A]}}",
            #"f:3:45: rules.keep-namespace.exceptNamespaces[0]: "A": a lowercase RFC 1123 label"#
        ),
        (
            "rules: {keep-namespace: {exceptUsers: ['*a']}}",
            #"f:3:40: rules.keep-namespace.exceptUsers[0]: "*a": a * can only stand at the end"#
        ),
    ])
    func `an impossible value is refused where it stands`(_ text: String, _ message: String) {
        let found = problems(in: text)
        #expect(found.count == 1)
        #expect(found.first?.contains(message) == true, "\(found)")
    }

    @Test(arguments: [
        ("kargoo: {}", #"f:3:1: kargoo: unknown key; did you mean "kargo"?"#),
        ("kargo: {nameSpace: a}", #"f:3:9: kargo.nameSpace: unknown key; did you mean "namespace"?"#),
        (
            "kubero:\n  deputy: []",
            "f:4:3: kubero.deputy: unknown key; known here are allowedNamespaces, defaultCredential, defaultHost, deputies, inlineCredentials, namespace"
        ),
        (
            "kubero: {defaultCredential: {nam: a}}",
            #"f:3:30: kubero.defaultCredential.nam: unknown key; did you mean "name"?"#
        ),
        ("cluster: {sorce: api}", #"f:3:11: cluster.sorce: unknown key; did you mean "source"?"#),
        ("breakGlass: {group: []}", #"f:3:14: breakGlass.group: unknown key; did you mean "groups"?"#),
        (
            "rules:\n  keep-namespaces: {}",
            #"f:4:3: rules.keep-namespaces: unknown key; did you mean "keep-namespace"?"#
        ),
        (
            "rules:\n  keep-namespace: {enforec: deny}",
            #"f:4:20: rules.keep-namespace.enforec: unknown key; did you mean "enforce"?"#
        ),
        (
            "rules: {keep-namespace: {name: x}}",
            "f:3:26: rules.keep-namespace.name: unknown key; known here are enforce, exceptNamespaces, exceptUsers, namespaces"
        ),
        (
            "rules: {owner-finalizers: {enforced: warn}}",
            #"f:3:28: rules.owner-finalizers.enforced: unknown key; did you mean "enforce"?"#
        ),
        (
            "rules: {projectconfig-lifecycle: {managers: {user: []}}}",
            #"f:3:46: rules.projectconfig-lifecycle.managers.user: unknown key; did you mean "users"?"#
        ),
        (
            "rules: {projectconfig-lifecycle: {manager: {}}}",
            #"f:3:35: rules.projectconfig-lifecycle.manager: unknown key; did you mean "managers"?"#
        ),
        (#""kargo\u200b": {}"#, #"f:3:1: "kargo\u{200b}": unknown key; did you mean "kargo"?"#),
    ])
    func `an unknown key is refused with the nearest known one`(_ text: String, _ message: String) {
        #expect(problems(in: text) == [message])
    }

    @Test func `a key that stands twice is refused with both places`() {
        #expect(
            problems(in: "kargo:\n  namespace: a\n  namespace: b")
                == [#"f:5:3: the key "namespace" stands twice; the first is in line 4, column 3"#])
    }

    @Test func `all problems are told at once, in the order of the file`() {
        let found = problems(
            in:
                "rules:\n  keep-namespace: {enforce: no, x: 1}\nkargo: {namespace: A, sharedCredentialNamespaces: [B, c, 1]}"
        )
        #expect(
            found.map { String($0.prefix { $0 != " " }) } == ["f:4:29:", "f:4:33:", "f:5:20:", "f:5:52:", "f:5:58:"])
    }

    @Test(arguments: [
        ("", ["f:1:1: the file is empty; write at least apiVersion and kind"]),
        ("# nothing", ["f:1:1: the file is empty; write at least apiVersion and kind"]),
        ("[]", ["f:1:1: must be an object, not an array"]),
        (
            "kargo: {}",
            [
                "f:1:1: apiVersion is missing; add `apiVersion: tallyman/v1alpha1`",
                "f:1:1: kind is missing; add `kind: Configuration`",
            ]
        ),
        (
            "apiVersion: tallyman/v1\nkind: Config",
            [
                #"f:1:13: apiVersion: must be tallyman/v1alpha1, not "tallyman/v1""#,
                #"f:2:7: kind: must be Configuration, not "Config""#,
            ]
        ),
        (
            "apiVersion: 1\nkind: ''",
            ["f:1:13: apiVersion: must be a string, not a number", "f:2:7: kind: must be Configuration, not \"\""]
        ),
        ("apiVersion: null\nkind: Configuration", ["f:1:13: apiVersion: must be a string, not null"]),
        (head + "---\nkargo: {}", ["f:4:1: a second document; a configuration is only one"]),
        (head + "kargo: {", ["f:4:1: did not find expected node content while parsing a flow node"]),
    ])
    func `a file says what it is`(_ text: String, _ messages: [String]) {
        let error = #expect(throws: ConfigurationError.self) { try Configuration(Array(text.utf8), file: "f") }
        #expect(error?.description.split(separator: "\n").map { String($0) } == messages)
    }

    @Test func `a host is never shown, since it may have a password in it`() {
        #expect(problems(in: "kubero: {defaultHost: 'u:hunter2@x.io'}").first?.contains("hunter2") == false)
    }
}
