import Admission
import Rules
import Testing

@Suite struct KeepNamespaceAdviceTests {
    static let key = "kargo.akuity.io/keep-namespace"

    @Test(
        arguments: [
            "keep-namespace", "keepNamespace", "keep_namespace", "KEEP-NAMESPACE", "example.com/keep-namespace",
            "kargo.io/keep-namespace", "akuity.io/keep-namespace", "kargo.akuity.io/keepnamespace",
            "kargo.akuity.io/keepNamespace", "kargo.akuity.io/keep_namespace", "kargo.akuity.io/keep.namespace",
            "kargo.akuity.io/Keep-Namespace", "Kargo.Akuity.io/keep-namespace", "kargo-akuity-io/keep-namespace",
            "kargo.akuity.io.keep-namespace", "kargo.akuity.io/keep-namespaces", "kargo.akuity.io/keep-namespac",
            "kargo.akuity.io/keep-namepsace", "kargo.akuity.io/kep-namespce", "kargo.akuity.io/keeps-namespaces",
            "kargo.akuity.i/keep-namespace", "karog.akuity.io/keep-namespace", "kargo.akuity.com/keep-namespace",
            "kargo.akuity.io/keep-namesp\u{430}ce", "kargo.akuity.io/keep-namespace\u{200B}",
            " kargo.akuity.io/keep-namespace",
            "\u{212A}argo.akuity.io/keep-namespace", "kargo.akuity.io/delete-namespace", "kargo.akuity.io/keep-ns",
        ], KeepNamespaceTests.kinds)
    func `a key near the real one is warned of`(_ mistaken: String, _ kind: KargoRequest.Kind) throws {
        let request = KargoRequest(kind, .create) { $0.metadata = #""annotations":{"\#(mistaken)":"true"}"# }
        let decision = try request.decided(by: KeepNamespace.self)
        KargoOutcome.warns(["has no effect; did you mean \(Self.key)?"]).check(decision)
        #expect(decision.warnings.allSatisfy { $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
        #expect(decision.fired == "", "a plain warning did not fire")
    }

    @Test(
        arguments: [
            "", "keep", "namespace", "kargo.akuity.io/project", "kargo.akuity.io/namespace", "kargo.akuity.io/keep",
            "kargo.akuity.io/description", "kargo.akuity.io/color", "kargo.akuity.io/keep-names", "example.com/keep-ns",
            "example.com/keep-namespaces", "keep-namespace/x", "kargo.akuity.io/keep-namespace-please",
            "kargo.akuity.io/keep-namespacesss",
            "kubectl.kubernetes.io/last-applied-configuration", "kargo.akuity.io/delete-namespaces",
            // Longer than any key of an annotation can be.
            String(repeating: "x", count: 303) + "/keep-namespace",
        ], KeepNamespaceTests.kinds)
    func `a key that is further away is nobody's business`(_ other: String, _ kind: KargoRequest.Kind) throws {
        let request = KargoRequest(kind, .create) { $0.metadata = #""annotations":{"\#(other)":"yes"}"# }
        KargoOutcome.passes.check(try request.decided(by: KeepNamespace.self))
    }

    @Test func `each mistaken key is warned of, in order, beside the real one`() throws {
        let request = KargoRequest(.project, .create) {
            $0.metadata =
                #""annotations":{"keep-namespace":"true","\#(Self.key)":"true","kargo.akuity.io/keep-ns":"1"}"#
        }
        KargoOutcome.warns([#"annotation "keep-namespace" has"#, #"annotation "kargo.akuity.io/keep-ns" has"#]).check(
            try request.decided(by: KeepNamespace.self))
    }

    static let effects: [(String, KargoRequest, KargoOutcome)] = [
        (
            "the key as a label", KargoRequest(.project, .create) { $0.metadata = #""labels":{"\#(key)":"true"}"# },
            .warns(["metadata.labels[\(key)]: has no effect as a label; make it an annotation"])
        ),
        (
            "the key as a label with any value",
            KargoRequest(.namespace, .create) { $0.metadata = #""labels":{"\#(key)":5}"# },
            .warns(["has no effect as a label"])
        ),
        (
            "the key as a label that is null",
            KargoRequest(.project, .create) { $0.metadata = #""labels":{"\#(key)":null}"# },
            .passes
        ),
        (
            "a namespace without the project label",
            KeepNamespaceTests.create(.namespace, #""true""#, isProjects: false),
            .warns([#"has no effect on a namespace without the label kargo.akuity.io/project: "true""#])
        ),
        (
            "the same with false", KeepNamespaceTests.create(.namespace, #""false""#, isProjects: false),
            .warns(["no effect"])
        ),
        (
            "the same with a bad value", KeepNamespaceTests.create(.namespace, #""yes""#, isProjects: false),
            .denies(422, ["\"yes\""], field: KeepNamespaceTests.field, warns: ["no effect"])
        ),
        ("the same without the annotation", KeepNamespaceTests.create(.namespace, nil, isProjects: false), .passes),
        ("a Project needs no label", KeepNamespaceTests.create(.project, #""true""#, isProjects: false), .passes),
        (
            "the label with another value",
            KargoRequest(.namespace, .create) {
                $0.metadata = #""labels":{"kargo.akuity.io/project":"True"},"annotations":{"\#(key)":"true"}"#
            }, .warns(["no effect"])
        ),
        (
            "the label taken off",
            KargoRequest(.namespace, .update) {
                ($0.metadata, $0.oldMetadata) = (keep(#""true""#, isProjects: false), keep(#""true""#))
            }, .warns(["no effect on a namespace without the label"])
        ),
    ]

    @Test(arguments: effects)
    func `what has no effect is warned of`(_ row: String, _ request: KargoRequest, _ outcome: KargoOutcome) throws {
        outcome.check(try request.decided(by: KeepNamespace.self))
    }

    /// Named as Kargo's Test_shouldKeepNamespace where they correspond: what the Project says, what the Namespace says.
    static let pairs: [(String, String?, String?, Bool)] = [
        ("no keep annotation on either", nil, nil, false), ("keep annotation on project", "true", nil, false),
        ("keep annotation on namespace", nil, "true", false), ("keep annotation on both", "true", "true", false),
        ("false value on project", "false", "true", true), ("false value on namespace", "true", "false", true),
        ("false on both", "false", "false", false), ("false on project only", "false", nil, false),
        ("a bad value beside true", "true", "yes", true), ("a bad value beside false", "false", "yes", false),
    ]

    @Test(arguments: pairs)
    func `a Project and its Namespace that disagree are told so`(
        _ row: String, _ project: String?, _ namespace: String?, _ disagree: Bool
    ) throws {
        let other = Facts.cluster([.namespace("shop"): .object(.keeping(namespace))])
        let request = KeepNamespaceTests.create(.project, project.map { "\"\($0)\"" })
        let outcome: KargoOutcome =
            disagree ? .warns([#"Namespace "shop" says otherwise; "true" on either keeps the namespace"#]) : .passes
        outcome.check(try request.decided(by: KeepNamespace.self, knowing: other))
    }

    @Test(arguments: pairs)
    func `and a Namespace and its Project`(_ row: String, _ namespace: String?, _ project: String?, _ disagree: Bool)
        throws
    {
        let other = Facts.cluster([.project("shop"): .object(.keeping(project))])
        let request = KeepNamespaceTests.create(.namespace, namespace.map { "\"\($0)\"" })
        let outcome: KargoOutcome = disagree ? .warns([#"Project "shop" says otherwise"#]) : .passes
        outcome.check(try request.decided(by: KeepNamespace.self, knowing: other))
    }

    static let goes = #"no longer "true": deleting the Project will now delete the namespace with it"#
    static let free =
        #"no longer "true": whoever may delete namespaces can delete it now, unless a Project of its name says "true""#

    /// What the other says of which one no longer says `true`, and what is said of that. nil: there is no other.
    static let losses: [(String, Facts.Answer?, KargoRequest.Kind, [String])] = [
        (
            "the Namespace keeps it", .object(.keeping("true")), .project,
            [
                #"no longer "true", but the namespace is still kept: so says Namespace "shop""#
            ]
        ),
        (
            "the Project keeps it", .object(.keeping("true")), .namespace,
            [
                #"no longer "true", but the namespace is still kept: so says Project "shop""#
            ]
        ),
        ("the Namespace does not", .object(.keeping(nil)), .project, [goes]),
        ("the Project does not", .object(.keeping(nil)), .namespace, [goes]),
        ("the Namespace says false", .object(.keeping("false")), .project, [goes]),
        ("the Project says false", .object(.keeping("false")), .namespace, [goes]),
        ("the Namespace says what Kargo takes for false", .object(.keeping("yes")), .project, [goes]),
        ("there is no Namespace", .object(nil), .project, [#"\#(goes), unless the Namespace itself says "true""#]),
        ("there is no Project", .object(nil), .namespace, [free]),
        ("no cluster to ask of the Namespace", nil, .project, [#"\#(goes), unless the Namespace itself says "true""#]),
        ("no cluster to ask of the Project", nil, .namespace, [#"\#(goes), unless the Project itself says "true""#]),
        (
            "the Namespace cannot be looked up", .failed("timed out"), .project,
            [
                "could not be looked up: timed out", #"\#(goes), unless the Namespace itself says "true""#,
            ]
        ),
    ]

    @Test(arguments: losses, [#""false""#, "null", nil])
    func `what protection lost comes to hangs on the other`(
        _ row: (String, Facts.Answer?, KargoRequest.Kind, [String]), _ value: String?
    ) throws {
        let other: Question = row.2 == .project ? .namespace("shop") : .project("shop")
        let facts = row.1.map { Facts.cluster([other: $0]) } ?? .none
        let request = KeepNamespaceTests.update(row.2, from: #""true""#, to: value)
        let decision = try request.decided(by: KeepNamespace.self, knowing: facts)
        #expect(decision.isAllowed && decision.warnings.count == row.3.count, "\(decision.warnings)")
        for (warning, end) in zip(decision.warnings, row.3) { #expect(warning.hasSuffix(end), "\(warning)") }
    }

    @Test(arguments: [(#""false""#, ["no effect", free]), ("null", [free])])
    func `a namespace that is no project's is free of what held it here`(_ value: String, _ warnings: [String]) throws {
        let request = KargoRequest(.namespace, .update) {
            $0.metadata = keep(value, isProjects: false)
            $0.oldMetadata = keep(#""true""#, isProjects: false)
        }
        // Nothing is looked up for it.
        KargoOutcome.warns(warnings).check(try request.decided(by: KeepNamespace.self, knowing: .cluster()))
    }

    @Test func `the longest name cuts nothing off a warning of a lost protection`() throws {
        let name = String(repeating: "n", count: 63)
        let request = KargoRequest(.project, .update) {
            ($0.name, $0.metadata, $0.oldMetadata) = (name, keep(nil), keep(#""true""#))
        }
        for value in ["true", nil] {
            let facts = Facts.cluster([.namespace(name): .object(.keeping(value))])
            let decision = try request.decided(by: KeepNamespace.self, knowing: facts)
            #expect(decision.warnings.count == 1 && decision.warnings.allSatisfy { !$0.hasSuffix("…") })
        }
    }

    @Test func `without a name, without the label and without the other there is nothing to compare`() throws {
        let nameless = KargoRequest(.project, .create) { ($0.name, $0.metadata) = (nil, keep(#""true""#)) }
        KargoOutcome.passes.check(try nameless.decided(by: KeepNamespace.self, knowing: .cluster()))
        let unlabelled = KeepNamespaceTests.create(.namespace, #""true""#, isProjects: false)
        KargoOutcome.warns(["no effect"]).check(try unlabelled.decided(by: KeepNamespace.self, knowing: .cluster()))
        let gone = Facts.cluster([.namespace("shop"): .object(nil)])
        KargoOutcome.passes.check(
            try KeepNamespaceTests.create(.project, #""true""#).decided(by: KeepNamespace.self, knowing: gone))
        let unknown = KeepNamespaceTests.create(.project, #""true""#)
        #expect(throws: KargoRequest.OpenQuestion.self) {
            _ = try unknown.decided(by: KeepNamespace.self, knowing: .cluster())
        }
    }

    /// Only a warning hangs on it, and these are never denials.
    @Test(arguments: Policy.IfUnavailable.allCases)
    func `a look-up that fails is said and denies nothing`(_ ifUnavailable: Policy.IfUnavailable) throws {
        let facts = Facts.cluster([.namespace("shop"): .failed("timed out")])
        let decision = try KeepNamespaceTests.create(.project, #""true""#).decided(
            by: KeepNamespace.self, knowing: facts, ifUnavailable: ifUnavailable)
        KargoOutcome.warns([#"Namespace "shop" could not be looked up: timed out"#]).check(decision)
        #expect(decision.fired == "")
    }
}
