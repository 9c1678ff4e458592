internal import Encodings
internal import JSON
internal import Testing

@testable import Kubernetes

struct PullSecretTests {
    static let json = ".dockerconfigjson"

    /// A Secret that holds `config`, as the API server stores it.
    private static func secret(_ config: String, type: String = PullSecret.dockerConfigType) throws -> PullSecret {
        let key = type == PullSecret.legacyType ? ".dockercfg" : json
        let value = Base64.encode(Array(config.utf8))
        return .reading(try parse(#"{"type":"\#(type)","data":{"\#(key)":"\#(value)"}}"#))
    }

    private static func base64(_ text: String) -> String { Base64.encode(Array(text.utf8)) }

    @Test(arguments: [
        #"{"auths":{"ghcr.io":{"username":"u","password":"p"}}}"#,
        #"{"auths":{"ghcr.io":{"auth":"\#(base64("u:p"))"}}}"#,
        #"{"auths":{"ghcr.io":{"auth":"dTpw\n"}}}"#,
        #"{"auths":{"ghcr.io":{"auth":"dTpwcA=="}}}"#,
        #"{"auths":{"ghcr.io":{"auth":"dTpwcA"}}}"#,
        #"{"auths":{"ghcr.io":{"auth":"dTpwcA=\u003d\n"}}}"#,
        #"{"auths":{"ghcr.io":{"auth":"\#(base64("u:p:q"))"}}}"#,
        #"{"auths":{"ghcr.io":{"auth":"","username":"u","password":"p"}}}"#,
        #"{"auths":{"ghcr.io":{"auth":null,"username":"u","password":"p","email":null}}}"#,
        #"{"AUTHS":{"ghcr.io":{"UserName":"u","Password":"p"}}}"#,
        #"{"auth\#u{17F}":{"ghcr.io":{"username":"u","password":"p"}}}"#,
        #"{"auths":{"ghcr.io":{"username":"u","password":"p","identitytoken":"x"}},"credsStore":"ecr"}"#,
        #"{"auths":{"ghcr.io":{"username":"u","password":"p"},"quay.io":{},"x.io":null},"HttpHeaders":{"A":"b"}}"#,
        #"{"auths":{"ghcr.io":{"username":"u","password":"p"},"not a url":{"username":"u","password":"p"}}}"#,
    ]) func `a usable credential is known by its registry alone`(_ config: String) throws {
        let secret = try Self.secret(config)
        #expect(secret.contents == .dockerConfig([try #require(RegistryKey("ghcr.io"))]))
    }

    @Test(arguments: [
        (#"[]"#, PullSecret.Problem.wrongType(field: .whole)), (#"null"#, .wrongType(field: .whole)),
        (#"empty"#, .notJSON(key: json)), (#"{"auths":{}"#, .notJSON(key: json)), (#"{} {}"#, .notJSON(key: json)),
        (#"{}"#, .noAuths), (#"{"auths":null}"#, .noAuths), (#"{"auths":{}}"#, .emptyAuths),
        (#"{"auths":[]}"#, .wrongType(field: .auths)), (#"{"auths":"x"}"#, .wrongType(field: .auths)),
        (#"{"auths":{"a.io":"x"}}"#, .wrongType(field: .entry)),
        (#"{"auths":{"a.io":{"auth":"!!!"}}}"#, .authNotBase64),
        (#"{"auths":{"a.io":{"auth":"dTpw "}}}"#, .authNotBase64),
        (#"{"auths":{"a.io":{"auth":"dTpwcA="}}}"#, .authNotBase64),
        (#"{"auths":{"a.io":{"auth":"YWJj"}}}"#, .authWithoutColon),
        (#"{"auths":{"a.io":{"auth":"\n"}}}"#, .authWithoutColon),
        (#"{"auths":{"a.io":{"auth":7}}}"#, .wrongType(field: .auth)),
        (#"{"auths":{"a.io":{"username":1,"password":"p"}}}"#, .wrongType(field: .username)),
        (#"{"auths":{"a.io":{"username":"u","password":{}}}}"#, .wrongType(field: .password)),
        (#"{"auths":{"a.io":{"username":"u","password":"p","email":1}}}"#, .wrongType(field: .email)),
        (#"{"HttpHeaders":[],"auths":{}}"#, .wrongType(field: .headers)),
        (#"{"HttpHeaders":{"A":1},"auths":{}}"#, .wrongType(field: .headers)),
        (#"{"credsStore":"ecr"}"#, .onlyHelpers),
        (#"{"credHelpers":{"a.io":"ecr"},"auths":{"a.io":{}}}"#, .onlyHelpers),
        (#"{"auths":{"a.io":{"identitytoken":"x"}}}"#, .onlyTokens),
        (#"{"auths":{"a.io":{"registrytoken":"x"}}}"#, .onlyTokens),
        (#"{"auths":{"a.io":{}}}"#, .noUserAndPassword), (#"{"auths":{"a.io":null}}"#, .noUserAndPassword),
        (#"{"auths":{"a.io":{"username":"u"}}}"#, .noUserAndPassword),
        (#"{"auths":{"a.io":{"password":"p"}}}"#, .noUserAndPassword),
        (#"{"auths":{"a.io":{"auth":"OnA="}}}"#, .noUserAndPassword),
        (#"{"auths":{"a.io":{"auth":"dTo="}}}"#, .noUserAndPassword),
        // `auth` goes before the other two, even where it is worth less.
        (#"{"auths":{"a.io":{"username":"u","password":"p","auth":"dTo="}}}"#, .noUserAndPassword),
        // One entry that does not decode spoils the others.
        (#"{"auths":{"a.io":{"username":"u","password":"p"},"b.io":{"auth":"!!!"}}}"#, .authNotBase64),
        (#"{"auths":{"a.io":{"username":"u","password":"p"},"a.io":{"username":"u","password":"p"}}}"#, .repeatedField),
        (#"{"auths":{},"Auths":{"a.io":{"username":"u","password":"p"}}}"#, .repeatedField),
        (#"{"auths":{"a.io":{"username":"u","password":"p","PASSWORD":"q"}}}"#, .repeatedField),
    ]) func `a credential that kubelet could not use says why`(_ config: String, _ problem: PullSecret.Problem) throws {
        #expect(try Self.secret(config).contents == .unusable(problem))
    }

    @Test func `a key that is too long for any registry is passed over, and yet it is one with user and password`()
        throws
    {
        let entry = #"{"username":"u","password":"p"}"#
        let long = #""\#(String(repeating: ".", count: 300))":\#(entry)"#
        #expect(try Self.secret(#"{"auths":{\#(long)}}"#).contents == .dockerConfig([]))
        let key = try #require(RegistryKey("ghcr.io"))
        #expect(try Self.secret(#"{"auths":{\#(long),"ghcr.io":\#(entry)}}"#).contents == .dockerConfig([key]))
    }

    @Test func `the old format has its registries at the top`() throws {
        let flat = #"{"quay.io":{"username":"u","password":"p"}}"#
        let key = try #require(RegistryKey("quay.io"))
        #expect(try Self.secret(flat, type: PullSecret.legacyType).contents == .dockerConfig([key]))
        #expect(try Self.secret(flat).contents == .unusable(.noAuths))
        #expect(try Self.secret("{}", type: PullSecret.legacyType).contents == .unusable(.emptyAuths))
    }

    @Test(arguments: [
        (#"{}"#, PullSecret.Problem.missing(key: json)), (#"{"data":null}"#, .missing(key: json)),
        (#"{"data":{"username":"dQ=="}}"#, .missing(key: json)), (#"{"data":[]}"#, .missing(key: json)),
        (#"{"data":{".dockerconfigjson":""}}"#, .empty(key: json)),
        (#"{"data":{".dockerconfigjson":null}}"#, .empty(key: json)),
        (#"{"data":{".dockerconfigjson":"e30"}}"#, .notBase64(key: json)),
        (#"{"data":{".dockerconfigjson":7}}"#, .notBase64(key: json)),
        (#"{"stringData":{".dockerconfigjson":""},"data":{".dockerconfigjson":"e30="}}"#, .empty(key: json)),
        (#"{"type":"kubernetes.io/dockercfg","data":{".dockerconfigjson":"e30="}}"#, .missing(key: ".dockercfg")),
        (#"{"data":{".dockerconfigjson":"e30="}}"#, .noAuths), (#"{"data":{".dockerconfigjson":"e30\n="}}"#, .noAuths),
        (#"{"stringData":{".dockerconfigjson":"{\"auths\":{}}"},"data":{".dockerconfigjson":"e30="}}"#, .emptyAuths),
    ]) func `the value is looked for where it has to be`(_ secret: String, _ problem: PullSecret.Problem) throws {
        #expect(PullSecret.reading(try parse(secret)).contents == .unusable(problem))
    }

    @Test(arguments: [
        (#"{}"#, "Opaque", false, false), (#"{"type":""}"#, "Opaque", false, false),
        (#"{"type":"kubernetes.io/tls"}"#, "kubernetes.io/tls", false, false),
        (#"{"metadata":{"deletionTimestamp":"2026-01-01T00:00:00Z"}}"#, "Opaque", true, false),
        (#"{"metadata":{"labels":{"kubero.dev/registry-credential":"true"}}}"#, "Opaque", false, true),
        (#"{"metadata":{"labels":{"kubero.dev/registry-credential":"True"}}}"#, "Opaque", false, false),
        (#"{"metadata":{"labels":{"kubero.dev/registry-credential":true}}}"#, "Opaque", false, false),
        (#"{"metadata":{"annotations":{"kubero.dev/registry-credential":"true"}}}"#, "Opaque", false, false),
    ]) func `type, deletion and offer are read`(_ text: String, _ type: String, _ deleted: Bool, _ offered: Bool) throws
    {
        let secret = PullSecret.reading(try parse(text))
        #expect(secret.type == type && secret.isBeingDeleted == deleted && secret.isOfferedToDeputies == offered)
    }

    /// The parser's own errors would show a byte or a key.
    @Test(arguments: [
        #"{"auths":{"hunter2":{"username":"u"},"hunter2":{}}}"#, #"hunter2"#, #"{"auths":{"a.io":{"auth":"hunter2"}}}"#,
        #"{"auths":{"a.io":{"username":"hunter2","password":["hunter2"]}}}"#, #"{"hunter2":1"#,
        #"{"auths":{"https://hunter2:hunter2@a.io":{"username":"hunter2","password":"hunter2"}}}"#,
        #"{"auths":{"a.io":{"username":"hunter2"}},"hunter2":"hunter2"}"#,
    ]) func `nothing of the content is ever shown`(_ config: String) throws {
        let secret = try Self.secret(config)
        #expect(!"\(secret)".contains("hunter2"))
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!dumped.contains("hunter2"))
    }

    @Test func `every problem says something of its own`() {
        let problems: [PullSecret.Problem] =
            [
                .missing(key: "k"), .empty(key: "k"), .notBase64(key: "k"), .notJSON(key: "k"), .repeatedField,
                .noAuths,
                .emptyAuths, .authNotBase64, .authWithoutColon, .onlyHelpers, .onlyTokens, .noUserAndPassword,
            ] + PullSecret.Field.allCases.map { .wrongType(field: $0) }
        #expect(Set(problems.map(\.description)).count == problems.count)
    }
}
