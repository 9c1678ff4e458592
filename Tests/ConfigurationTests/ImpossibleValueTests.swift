internal import Testing

@testable import Configuration

struct ImpossibleValueTests {
    @Test(arguments: [
        ("server: {address: localhost}", #"f:3:19: server.address: "localhost": must be an IP address"#),
        ("server: {address: 1.2.3}", #"f:3:19: server.address: "1.2.3": must be an IP address"#),
        ("server: {port: 65536}", "f:3:16: server.port: must be a whole number from 0 to 65535, not 65536"),
        ("server: {port: -1}", "f:3:16: server.port: must be a whole number from 0 to 65535, not -1"),
        ("server: {port: 1.5}", "f:3:16: server.port: must be a whole number from 0 to 65535, not 1.5"),
        ("server: {tls: {certificate: ''}}", "f:3:29: server.tls.certificate: must not be empty"),
        ("server: {tls: {privateKey: ''}}", "f:3:28: server.tls.privateKey: must not be empty"),
        ("server: {tls: {minimumVersion: 1.1}}", "f:3:32: server.tls.minimumVersion: must be 1.2 or 1.3, not"),
        ("server: {tls: {clientCA: a, clientNames: ['']}}", "f:3:43: server.tls.clientNames[0]: must not be empty"),
        (
            "server: {tls: {clientCA: a, clientNames: [.a]}}",
            #"f:3:43: server.tls.clientNames[0]: ".a": must be a whole name"#
        ),
        (
            "server: {tls: {clientCA: a}}",
            "f:3:26: server.tls.clientCA: its certificates are let in by name; add `clientNames: [NAME]`"
        ),
        (
            "server: {tls: {clientNames: [a]}}",
            "f:3:29: server.tls.clientNames: names mean something only with who vouches for them; add `clientCA"
        ),
        ("server: {admin: {port: 70000}}", "f:3:24: server.admin.port: must be a whole number from 0 to 65535"),
        ("server: {loops: 0}", "f:3:17: server.loops: must be a whole number from 1 to 1024, not 0"),
        ("server: {limits: {body: 0}}", "f:3:25: server.limits.body: must be a size from 1 byte to 1Gi"),
        ("server: {limits: {body: 2Gi}}", "f:3:25: server.limits.body: must be a size from 1 byte to 1Gi"),
        ("server: {limits: {body: 32M}}", "f:3:25: server.limits.body: must be a size from 1 byte to 1Gi"),
        ("server: {limits: {body: 1.5Mi}}", "f:3:25: server.limits.body: must be a size from 1 byte to 1Gi"),
        ("server: {limits: {body: -1Mi}}", "f:3:25: server.limits.body: must be a size from 1 byte to 1Gi"),
        ("server: {limits: {body: Mi}}", "f:3:25: server.limits.body: must be a size from 1 byte to 1Gi"),
        ("server: {limits: {body: 99999999999999999999Gi}}", "f:3:25: server.limits.body: must be a size"),
        ("server: {limits: {body: []}}", "f:3:25: server.limits.body: must be a size from 1 byte to 1Gi"),
        ("server: {timeouts: {idle: 0s}}", #"f:3:27: server.timeouts.idle: "0s": must be more than 0s and at most 1h"#),
        ("server: {drain: {delay: 25s}}", "f:3:25: server.drain.delay: must be less than `limit`"),
        ("server: {drain: {limit: 10s}}", "f:3:25: server.drain.limit: must be more than `delay`, 10s"),
        ("server: {timeouts: {idle: 61m}}", #"f:3:27: server.timeouts.idle: "61m": must be more than 0s and at most"#),
        ("server: {timeouts: {idle: 2 min}}", #"f:3:27: server.timeouts.idle: "2 min": must be a duration such as"#),
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
}
