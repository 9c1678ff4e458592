import Admission
import Encodings
import JSON
import Testing

@testable import Rules

@Suite struct CredentialSecretTests {
    /// A Secret of Kargo's: its type, its data in plain text, and what is to become of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var type: String? = "git"
        var data: [String: String]
        var old: (type: String?, data: [String: String])?
        var namespace = "shop"
        var facts = Facts.none
        let outcome: KargoOutcome
        var causes: [String] = []

        func decided() throws -> Decision {
            let request = KargoRequest(.secret, old == nil ? .create : .update) { request in
                request.namespace = namespace
                request.object = Self.secret(type, data)
                if let old { request.oldObject = Self.secret(old.type, old.data) }
            }
            return try request.decided(by: CredentialSecret.self, knowing: facts)
        }

        private static func secret(_ type: String?, _ data: [String: String]) -> String {
            var writer = Writer()
            writer.beginObject()
            writer.key("metadata")
            writer.beginObject()
            writer.key("name")
            writer.string("repo")
            if let type {
                writer.key("labels")
                writer.beginObject()
                writer.key("kargo.akuity.io/cred-type")
                writer.string(type)
                writer.endObject()
            }
            writer.endObject()
            writer.key("data")
            writer.beginObject()
            for (key, value) in data.sorted(by: { $0.key < $1.key }) {
                writer.key(key)
                writer.string(Base64.encode(Array(value.utf8)))
            }
            writer.endObject()
            writer.endObject()
            return String(decoding: writer.bytes, as: UTF8.self)
        }
    }

    static let url = ["repoURL": "https://git.example.com/s3cr3t"]
    static let basic = url.merging(["username": "bot", "password": "s3cr3t"]) { $1 }
    static let app = [
        "githubAppClientID": "Iv1.s3cr3t", "githubAppInstallationID": "42", "githubAppPrivateKey": "s3cr3t",
    ]
    static let aws = ["awsRegion": "eu-1", "awsAccessKeyID": "AKs3cr3t", "awsSecretAccessKey": "s3cr3t"]

    static func with(_ one: [String: String], _ other: [String: String]) -> [String: String] {
        one.merging(other) { $1 }
    }

    static let whole: [Case] = [
        Case(testDescription: "user and password", data: basic, outcome: .passes),
        Case(testDescription: "for helm", type: "helm", data: basic, outcome: .passes),
        Case(testDescription: "for images", type: "image", data: basic, outcome: .passes),
        Case(testDescription: "a GitHub App", data: with(url, app), outcome: .passes),
        Case(
            testDescription: "a GitHub App by its older id",
            data: with(url, ["githubAppID": "7", "githubAppInstallationID": "42", "githubAppPrivateKey": "k"]),
            outcome: .passes),
        Case(testDescription: "an AWS key for images", type: "image", data: with(url, aws), outcome: .passes),
        Case(
            testDescription: "a Google key for charts", type: "helm", data: with(url, ["gcpServiceAccountKey": "k"]),
            outcome: .passes),
        Case(testDescription: "generic", type: "generic", data: ["anything": "s3cr3t"], outcome: .passes),
        Case(
            testDescription: "an SSH key, which goes", data: with(url, ["sshPrivateKey": "s3cr3t"]),
            outcome: .warns(["use a token or GitHub App"])),
        Case(
            testDescription: "an SSH key for charts, which Kargo takes", type: "helm",
            data: with(url, ["sshPrivateKey": "s3cr3t"]), outcome: .warns(["they are for git alone"])),
        Case(testDescription: "no label, no credential of Kargo's", type: nil, data: [:], outcome: .passes),
        Case(
            testDescription: "a pattern", data: with(basic, ["repoURL": "^https://a/.*$", "repoURLIsRegex": "true"]),
            outcome: .passes),
        Case(
            testDescription: "what would be no pattern, to the letter",
            data: with(basic, ["repoURL": "https://a/(", "repoURLIsRegex": "false"]), outcome: .passes),
        Case(
            testDescription: "plain http", data: with(basic, ["repoURL": "http://a/s3cr3t"]),
            outcome: .warns(["data[repoURL]: Kargo sends no credentials over plain http"])),
    ]

    static let installation = ["githubAppInstallationID": "s3cr3t"]
    static let idle = "data[githubAppInstallationID]: is no whole number, so the GitHub App is of no use beside"

    /// An installation that is no number, beside what is used in place of the GitHub App.
    static let idleApps: [Case] = [
        Case(
            testDescription: "beside user and password", data: with(basic, installation),
            outcome: .warns(["\(idle) a user name and password"])),
        Case(
            testDescription: "a whole App beside user and password", data: with(basic, with(app, installation)),
            outcome: .warns([idle])),
        Case(
            testDescription: "beside an SSH key", data: with(with(url, ["sshPrivateKey": "s3cr3t"]), installation),
            outcome: .warns(["SSH keys go", "\(idle) an SSH key"])),
        Case(
            testDescription: "beside half of user and password", data: with(with(url, ["username": "x"]), installation),
            outcome: .denies(422, [], warns: [idle]), causes: ["data[password]"]),
        Case(
            testDescription: "begun, and nothing else", data: with(url, installation), outcome: .denies(422, []),
            causes: ["data[githubAppClientID]", "data[githubAppPrivateKey]", "data[githubAppInstallationID]"]),
        Case(
            testDescription: "a whole App beside an SSH key",
            data: with(with(url, ["sshPrivateKey": "s3cr3t"]), with(app, installation)),
            outcome: .denies(422, ["must be a whole number"]), causes: ["data[githubAppInstallationID]"]),
        Case(
            testDescription: "nothing to helm", type: "helm", data: with(basic, installation), outcome: .passes),
    ]

    /// Patterns, and whether they begin with plain http.
    static let patterns: [Case] = [
        ("http://a/.*", true), ("^http://a/.*$", true), (#"\Ahttp://a"#, true), ("(http://a|https://b)", true),
        ("^(http://a)", true), ("(^http://a)", true), ("((^(?:HTTP://a)))", true),
        ("(?i)^Http://a", true), ("(?P<url>http://a)", true), ("(?<url>^http://a)", true), ("^https://a", false),
        ("^https?://a", false), ("a/http://", false), ("^", false), ("(", nil), ("(?http", nil),
    ].map { (pattern: String, isPlain: Bool?) in
        let plain = KargoOutcome.warns(["data[repoURL]: Kargo sends no credentials over plain http"])
        // nil: it is none.
        let outcome = isPlain.map { $0 ? plain : .passes } ?? .denies(422, ["is no regular expression"])
        return Case(
            testDescription: "the pattern \(pattern)",
            data: with(basic, ["repoURL": pattern, "repoURLIsRegex": "true"]),
            outcome: outcome, causes: isPlain == nil ? ["data[repoURL]"] : [])
    }

    static let broken: [Case] = [
        Case(
            testDescription: "another type", type: "docker", data: basic, outcome: .denies(422, ["\"docker\""]),
            causes: ["metadata.labels[kargo.akuity.io/cred-type]"]),
        Case(
            testDescription: "an empty type", type: "", data: basic, outcome: .denies(422, ["\"git\", \"helm\""]),
            causes: ["metadata.labels[kargo.akuity.io/cred-type]"]),
        Case(
            testDescription: "no URL", data: ["username": "bot", "password": "s3cr3t"],
            outcome: .denies(422, ["Required"]), causes: ["data[repoURL]"]),
        Case(
            testDescription: "no URL, and neither pattern nor none",
            data: ["username": "bot", "password": "s3cr3t", "repoURLIsRegex": "yes"], outcome: .denies(422, []),
            causes: ["data[repoURL]", "data[repoURLIsRegex]"]),
        Case(
            testDescription: "no URL, to be a pattern",
            data: ["username": "bot", "password": "s3cr3t", "repoURLIsRegex": "true"], outcome: .denies(422, []),
            causes: ["data[repoURL]"]),
        Case(
            testDescription: "no password", data: with(url, ["username": "bot"]),
            outcome: .denies(422, ["or use a GitHub App"]), causes: ["data[password]"]),
        Case(
            testDescription: "an empty password counts as none", data: with(basic, ["password": ""]),
            outcome: .denies(422, []), causes: ["data[password]"]),
        Case(
            testDescription: "nothing at all", data: [:], outcome: .denies(422, []),
            causes: ["data[repoURL]", "data[username]", "data[password]"]),
        Case(
            testDescription: "half a GitHub App", data: with(url, ["githubAppID": "7"]), outcome: .denies(422, []),
            causes: ["data[githubAppInstallationID]", "data[githubAppPrivateKey]"]),
        Case(
            testDescription: "an installation that is no number",
            data: with(with(url, app), ["githubAppInstallationID": "s3cr3t"]), outcome: .denies(422, ["<redacted>"]),
            causes: ["data[githubAppInstallationID]"]),
        Case(
            testDescription: "an AWS key is nothing to git", data: with(url, aws), outcome: .denies(422, []),
            causes: ["data[username]", "data[password]"]),
        Case(
            testDescription: "half an AWS key", type: "helm", data: with(url, ["awsRegion": "eu-1"]),
            outcome: .denies(422, []), causes: ["data[awsAccessKeyID]", "data[awsSecretAccessKey]"]),
        Case(
            testDescription: "an empty generic one", type: "generic", data: [:], outcome: .denies(422, []),
            causes: ["data"]),
        Case(
            testDescription: "True is not true", data: with(basic, ["repoURLIsRegex": "True"]),
            outcome: .denies(422, ["must be \"true\" or \"false\""]), causes: ["data[repoURLIsRegex]"]),
        Case(
            testDescription: "nothing is neither true nor false", data: with(basic, ["repoURLIsRegex": ""]),
            outcome: .denies(422, ["must be \"true\" or \"false\""]), causes: ["data[repoURLIsRegex]"]),
        Case(
            testDescription: "look-ahead",
            data: with(basic, ["repoURL": "https://(?!s3cr3t)", "repoURLIsRegex": "true"]),
            outcome: .denies(422, ["look-around"]), causes: ["data[repoURL]"]),
        Case(
            testDescription: "where Kargo runs", data: basic, namespace: "kargo",
            outcome: .denies(403, ["kargo-shared-resources"]), causes: ["metadata.namespace"]),
    ]

    static let updates: [Case] = [
        Case(
            testDescription: "what was incomplete stays so", data: url, old: ("git", url),
            outcome: .warns(["data[username]", "data[password]"])),
        Case(
            testDescription: "a part is taken away", data: with(url, ["username": "bot"]), old: ("git", basic),
            outcome: .denies(422, []), causes: ["data[password]"]),
        Case(
            testDescription: "the label is added where Kargo runs", data: basic, old: (nil, basic), namespace: "kargo",
            outcome: .denies(403, []), causes: ["metadata.namespace"]),
        Case(
            testDescription: "the label was there before", data: basic, old: ("git", basic), namespace: "kargo",
            outcome: .warns(["credentials do not belong"])),
        Case(
            testDescription: "it was there with another type", type: "image", data: basic, old: ("git", basic),
            namespace: "kargo", outcome: .warns(["credentials do not belong"])),
        Case(
            testDescription: "one bad value for another",
            data: with(basic, ["repoURLIsRegex": "yes"]), old: ("git", with(basic, ["repoURLIsRegex": "Yes"])),
            outcome: .denies(422, []), causes: ["data[repoURLIsRegex]"]),
        Case(
            testDescription: "another type does not excuse what is missing for it", type: "helm", data: url,
            old: ("git", url), outcome: .denies(422, []), causes: ["data[username]", "data[password]"]),
        Case(
            testDescription: "nor the URL", type: "image", data: ["username": "bot", "password": "s3cr3t"],
            old: ("git", ["username": "bot", "password": "s3cr3t"]), outcome: .denies(422, []),
            causes: ["data[repoURL]"]),
        Case(
            testDescription: "nor a bad value", type: "image", data: with(basic, ["repoURLIsRegex": "yes"]),
            old: ("git", with(basic, ["repoURLIsRegex": "yes"])), outcome: .denies(422, []),
            causes: ["data[repoURLIsRegex]"]),
    ]

    @Test(arguments: whole + idleApps + patterns + broken + updates + places)
    func `a credential is one that Kargo finds and can use`(_ row: Case) throws {
        let decision = try row.decided()
        #expect(decision.status?.details?.causes.compactMap(\.field) ?? [] == row.causes)
        #expect(decision.status?.code == row.outcome.code)
        for part in row.outcome.parts { #expect(decision.status?.message.contains(part) == true) }
        for (warning, part) in zip(decision.warnings, row.outcome.warnings) { #expect(warning.contains(part)) }
        #expect(decision.warnings.count == row.outcome.warnings.count, "\(decision.warnings)")
        let said = decision.warnings + [decision.status?.message ?? ""]
        #expect(!said.contains { $0.contains("s3cr3t") }, "a value of the Secret is shown")
    }
}
