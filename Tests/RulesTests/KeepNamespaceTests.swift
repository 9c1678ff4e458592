import Admission
import Rules
import Testing

@Suite struct KeepNamespaceTests {
    static let field = "metadata.annotations[kargo.akuity.io/keep-namespace]"
    static let kinds: [KargoRequest.Kind] = [.project, .namespace]

    static func create(_ kind: KargoRequest.Kind, _ value: String?, isProjects: Bool = true) -> KargoRequest {
        KargoRequest(kind, .create) { $0.metadata = keep(value, isProjects: isProjects) }
    }

    static func update(_ kind: KargoRequest.Kind, from old: String?, to new: String?) -> KargoRequest {
        KargoRequest(kind, .update) { ($0.metadata, $0.oldMetadata) = (keep(new), keep(old)) }
    }

    /// A value in JSON, how it is shown, and what is suggested.
    static let mistaken: [(String, String, String?)] = [
        (#""True""#, "True", "true"), (#""TRUE""#, "TRUE", "true"), (#""yes""#, "yes", "true"),
        (#""Yes""#, "Yes", "true"), (#""1""#, "1", "true"), (#""on""#, "on", "true"), (#""y""#, "y", "true"),
        (#""t""#, "t", "true"), (#"" true""#, " true", "true"), (#""true ""#, "true ", "true"),
        (#""true\n""#, #"true\u{a}"#, "true"), (#""\"true\"""#, #"\"true\""#, "true"), (#""'true'""#, "'true'", "true"),
        (#""ture""#, "ture", "true"), (#""treu""#, "treu", "true"), (#""tru""#, "tru", "true"),
        (#""trrue""#, "trrue", "true"), (#""keep""#, "keep", "true"), (#""enabled""#, "enabled", "true"),
        (#""tru\u0435""#, #"tru\u{435}"#, "true"), (#""\u0442rue""#, #"\u{442}rue"#, "true"),
        (#""\u0442r\u03c5\u0435""#, #"\u{442}r\u{3c5}\u{435}"#, "true"),
        (#""f\u0430l\u0455\u0435""#, #"f\u{430}l\u{455}"#, "false"),
        (#""tr\u0435""#, #"tr\u{435}"#, "true"),
        (#""true\u200b""#, #"true\u{200b}"#, "true"), (#""\ufefftrue""#, #"\u{feff}true"#, "true"),
        (#""true\u00a0""#, #"true\u{a0}"#, "true"), (#""\uff54\uff52\uff55\uff45""#, #"\u{ff54}"#, "true"),
        (#""\u001b[31mtrue""#, #"\u{1b}[31mtrue"#, nil), (#""False""#, "False", "false"),
        (#""FALSE""#, "FALSE", "false"),
        (#""no""#, "no", "false"), (#""off""#, "off", "false"), (#""0""#, "0", "false"),
        (#""flase""#, "flase", "false"),
        (#""fals""#, "fals", "false"), (#""f\u0430lse""#, #"f\u{430}lse"#, "false"), (#""delete""#, "delete", "false"),
        (#""""#, "", nil), (#"" ""#, " ", nil), (#""maybe""#, "maybe", nil), (#""2""#, "2", nil),
        (#""Retain""#, "Retain", nil), (#""true,false""#, "true,false", nil),
        ("\"true" + String(repeating: #"\u200b"#, count: 21) + "\"", #"true\u{200b}"#, nil),
    ]

    @Test(arguments: mistaken, kinds)
    func `any other text is denied, shown and set right`(_ value: (String, String, String?), _ kind: KargoRequest.Kind)
        throws
    {
        let decision = try Self.create(kind, value.0).decided(by: KeepNamespace.self)
        let rule = "must be \"true\" or \"false\": Kargo would take this for \"delete the namespace\""
        let parts = ["\(Self.field): Invalid value: \"\(value.1)", rule]
        KargoOutcome.denies(422, parts, field: Self.field).check(decision)
        let suggestion = value.2.map { "\(rule); did you mean \"\($0)\"?" } ?? rule
        #expect(decision.status?.message.hasSuffix(suggestion) == true)
        #expect(decision.status?.details?.causes.first?.reason == .invalid && decision.fired == "keep-namespace")
    }

    @Test(arguments: ["5", "true", "false", "[]", "{}", #"["true"]"#], kinds)
    func `what is no text is denied as such`(_ value: String, _ kind: KargoRequest.Kind) throws {
        let decision = try Self.create(kind, value).decided(by: KeepNamespace.self)
        KargoOutcome.denies(422, ["must be a text", "in quotes"], field: Self.field).check(decision)
        #expect(decision.status?.details?.causes.first?.reason == .typeInvalid)
    }

    @Test(arguments: [#""true""#, #""false""#, #""\u0074rue""#, "null", nil], kinds)
    func `true, false and nothing are right`(_ value: String?, _ kind: KargoRequest.Kind) throws {
        KargoOutcome.passes.check(try Self.create(kind, value).decided(by: KeepNamespace.self))
    }

    @Test(
        arguments: [
            "5", "null", "[]", "\"x\"", "{}", #"{"metadata":null}"#, #"{"metadata":5}"#,
            #"{"metadata":{"annotations":null}}"#,
            #"{"metadata":{"annotations":[]}}"#, #"{"metadata":{"annotations":"kargo.akuity.io/keep-namespace"}}"#,
            #"{"metadata":{"labels":5}}"#,
        ], kinds)
    func `an object of any shape has no annotation`(_ object: String, _ kind: KargoRequest.Kind) throws {
        let request = KargoRequest(kind, .create) { $0.object = object }
        KargoOutcome.passes.check(try request.decided(by: KeepNamespace.self))
    }

    static let lost = #"no longer "true": deleting the Project will now delete the namespace with it"#
    static let before = "it was so before, so this update may pass"
    static let terminating = #""deletionTimestamp":"2026-11-20T23:30:32Z""#

    static let updates: [(String, String?, String?, KargoOutcome)] = [
        ("a bad value as it was", #""yes""#, #""yes""#, .warns([before])),
        ("a bad value for another", #""yes""#, #""Yes""#, .denies(422, ["\"Yes\""], field: field)),
        ("a bad value for true", #""true""#, #""yes""#, .denies(422, ["\"yes\""], field: field)),
        ("a bad type for true", #""true""#, "true", .denies(422, ["in quotes"], field: field)),
        ("a bad value for none", nil, #""yes""#, .denies(422, ["\"yes\""], field: field)),
        ("a bad type as it was", "5", "5", .warns([before])),
        ("a bad type for another", "5", "6", .denies(422, [], field: field)),
        ("mended", #""yes""#, #""true""#, .passes), ("mended to false", #""yes""#, #""false""#, .passes),
        ("a bad value removed", #""yes""#, nil, .passes), ("true as it was", #""true""#, #""true""#, .passes),
        ("true added", nil, #""true""#, .passes), ("true for false", #""false""#, #""true""#, .passes),
        ("true removed", #""true""#, nil, .warns([lost])), ("true set to null", #""true""#, "null", .warns([lost])),
        ("true turned to false", #""true""#, #""false""#, .warns([lost])), ("false removed", #""false""#, nil, .passes),
    ]

    @Test(arguments: updates, kinds)
    func `an update answers for what it changes, and is told what it loses`(
        _ row: (String, String?, String?, KargoOutcome), _ kind: KargoRequest.Kind
    ) throws {
        row.3.check(try Self.update(kind, from: row.1, to: row.2).decided(by: KeepNamespace.self))
    }

    static let passing: [(String, KargoRequest)] = kinds.flatMap { kind in
        [
            (
                "what is on its way out",
                KargoRequest(kind, .update) {
                    ($0.metadata, $0.oldMetadata) = (keep(#""yes""#) + "," + terminating, keep(nil) + "," + terminating)
                }
            ),
            ("a deletion", KargoRequest(kind, .delete) { $0.oldMetadata = keep(#""yes""#) }),
            (
                "a status",
                KargoRequest(kind, .update) { ($0.metadata, $0.more) = (keep(#""yes""#), #","subResource":"status""#) }
            ),
            (
                "finalize",
                KargoRequest(kind, .update) {
                    ($0.metadata, $0.more) = (keep(#""yes""#), #","subResource":"finalize""#)
                }
            ),
        ]
    }

    @Test(arguments: passing)
    func `nothing that is not for it is held up`(_ row: String, _ request: KargoRequest) throws {
        KargoOutcome.passes.check(try request.decided(by: KeepNamespace.self))
    }

    @Test(arguments: kinds)
    func `a dry run, a break-glass user and the clean-up are decided alike`(_ kind: KargoRequest.Kind) throws {
        let changes: [(inout KargoRequest) -> Void] = [
            { $0.more = #","dryRun":true"# }, { $0.groups = ["system:masters"] },
            { $0.user = "system:kube-controller-manager" }, { $0.user = nil },
            { ($0.name, $0.metadata) = (nil, #""generateName":"s-",\#(keep(#""yes""#))"#) },
        ]
        for change in changes {
            var request = Self.create(kind, #""yes""#)
            change(&request)
            KargoOutcome.denies(422, ["\"yes\""], field: Self.field).check(try request.decided(by: KeepNamespace.self))
        }
    }

    @Test func `it can warn only, or be disabled`() throws {
        let request = Self.create(.project, #""yes""#)
        let warning = kargoSettings { $0.keepNamespace.enforce = .warn }
        KargoOutcome.warns(["\(Self.field): Invalid value: \"yes\""]).check(
            try request.decided(by: KeepNamespace.self, warning))
        let disabled = kargoSettings { $0.keepNamespace.enforce = .disabled }
        KargoOutcome.passes.check(try request.decided(by: KeepNamespace.self, disabled))
        // A Project belongs to the namespace of its name.
        let elsewhere = kargoSettings { $0.keepNamespace.reach.exceptNamespaces = ["sh*"] }
        KargoOutcome.passes.check(try request.decided(by: KeepNamespace.self, elsewhere))
    }
}
