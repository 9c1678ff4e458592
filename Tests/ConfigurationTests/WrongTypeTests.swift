internal import Testing

@testable import Configuration

struct WrongTypeTests {
    @Test(arguments: [
        ("server: [1]", "f:3:9: server: must be an object, not an array"),
        ("server: {address: 1}", "f:3:19: server.address: must be a string, not a number"),
        ("server: {port: '8443'}", "f:3:16: server.port: must be a whole number, not a string"),
        ("server: {tls: x}", "f:3:15: server.tls: must be an object, not a string"),
        ("server: {tls: {certificate: [a]}}", "f:3:29: server.tls.certificate: must be a string, not an array"),
        ("server: {admin: 8081}", "f:3:17: server.admin: must be an object, not a number"),
        ("server: {loops: auto}", "f:3:17: server.loops: must be a whole number, not a string"),
        ("server: {limits: 1}", "f:3:18: server.limits: must be an object, not a number"),
        ("server: {timeouts: 1s}", "f:3:20: server.timeouts: must be an object, not a string"),
        ("server: {timeouts: {idle: 120}}", "f:3:27: server.timeouts.idle: must be a string, not a number"),
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
}
