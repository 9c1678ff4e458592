internal import Testing

@testable import Configuration

struct ProblemTests {
    @Test(arguments: [
        ("server: {adress: '::'}", #"f:3:10: server.adress: unknown key; did you mean "address"?"#),
        (
            "server: {tls: {cert: a}}",
            "f:3:16: server.tls.cert: unknown key; known here are certificate, clientCA, clientNames, minimumVersion, privateKey"
        ),
        ("server: {admin: {ports: 1}}", #"f:3:18: server.admin.ports: unknown key; did you mean "port"?"#),
        ("server: {limits: {boddy: 1}}", #"f:3:19: server.limits.boddy: unknown key; did you mean "body"?"#),
        ("server: {timeouts: {idel: 1s}}", #"f:3:21: server.timeouts.idel: unknown key; did you mean "idle"?"#),
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
        ("", ["f:1:1: the file is empty"]),
        ("# nothing", ["f:1:1: the file is empty"]),
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
        (head + "---\nkargo: {}", ["f:4:1: a second document, where there can be only one"]),
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
