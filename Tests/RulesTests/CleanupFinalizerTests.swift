import Admission
import Rules
import Testing

@Suite struct CleanupFinalizerTests {
    static let fixing = kargoSettings { $0.cleanupFinalizer.enforce = .fix }
    static let finalizer = "kargo.akuity.io/finalizer"

    /// Members of a Project's metadata: the annotation, and the finalizers as JSON.
    static func project(keep: String?, _ finalizers: String?) -> String {
        let members = [
            keep.map { #""annotations":{"kargo.akuity.io/keep-namespace":\#($0)}"# },
            finalizers.map { #""finalizers":\#($0)"# },
        ]
        return members.compactMap { $0 }.joined(separator: ",")
    }

    static func list(_ names: String...) -> String { "[\(names.map { "\"\($0)\"" }.joined(separator: ","))]" }

    static func set(_ list: String) -> String { #"[{"op":"add","path":"/metadata/finalizers","value":\#(list)}]"# }
    static let removal = #"[{"op":"remove","path":"/metadata/finalizers"}]"#

    /// The annotation, the finalizers, and the change.
    static let rows: [(String?, String?, String?)] = [
        (nil, nil, set(list(finalizer))), ("\"false\"", nil, set(list(finalizer))),
        ("\"True\"", nil, set(list(finalizer))), ("\"true \"", "[]", set(list(finalizer))),
        ("true", nil, set(list(finalizer))), ("null", "null", set(list(finalizer))),
        (nil, "null", set(list(finalizer))), (nil, "[]", set(list(finalizer))),
        (nil, list("a", "b"), set(list("a", "b", finalizer))), (nil, list(finalizer), nil),
        (nil, list("a", finalizer, "b"), nil), (nil, list(finalizer, finalizer), nil),
        (nil, list("kargo.akuity.io/Finalizer"), set(list("kargo.akuity.io/Finalizer", finalizer))),
        ("\"true\"", nil, nil), ("\"true\"", "null", nil), ("\"true\"", "[]", nil), ("\"true\"", list("a", "b"), nil),
        ("\"true\"", list(finalizer), removal), ("\"true\"", list(finalizer, finalizer), removal),
        ("\"true\"", list("b", finalizer, "a"), set(list("b", "a"))),
        ("\"true\"", list(finalizer, "b", finalizer, "a", finalizer), set(list("b", "a"))),
        ("\"true\"", list("foregroundDeletion", finalizer), set(list("foregroundDeletion"))),
        // What the API server refuses is left to it.
        (nil, "5", nil), (nil, "{}", nil), (nil, "\"\(finalizer)\"", nil), (nil, "[5]", nil),
        ("\"true\"", "[\"\(finalizer)\",null]", nil),
    ]

    @Test(arguments: rows, [Admission.Operation.create, .update])
    func `a Project has the finalizer, or none where its namespace is kept`(
        _ row: (keep: String?, finalizers: String?, change: String?), _ operation: Admission.Operation
    ) throws {
        let request = KargoRequest(.project, operation) {
            $0.metadata = Self.project(keep: row.keep, row.finalizers)
        }
        let decision = try request.decided(by: CleanupFinalizer.id, Self.fixing, in: nil)
        #expect(decision.patch.map { String(decoding: $0.json, as: UTF8.self) } == row.change)
        #expect(decision.isAllowed && decision.warnings.isEmpty)
        #expect(decision[.violations] == (row.change == nil ? "" : "cleanup-finalizer"))
    }

    @Test func `what is on its way out, its status, and what has no metadata are left alone`() throws {
        let going = #""deletionTimestamp":"2026-11-20T23:30:32Z""#
        let requests = [
            KargoRequest(.project, .update) { ($0.metadata, $0.oldMetadata) = (going, going) },
            KargoRequest(.project, .update) {
                $0.metadata = "\(going),\(Self.project(keep: "\"true\"", Self.list(Self.finalizer)))"
            },
            KargoRequest(.project, .create) { $0.metadata = going },
            KargoRequest(.project, .update) { $0.more = #","subResource":"status""# },
            KargoRequest(.project, .create) { $0.object = "{}" },
            KargoRequest(.project, .create) { $0.object = #"{"metadata":[]}"# },
            KargoRequest(.project, .create) { $0.object = "null" },
        ]
        for request in requests {
            let decision = try request.decided(by: CleanupFinalizer.id, Self.fixing, in: nil)
            #expect(decision.isAllowed && decision.patch == nil && decision.warnings.isEmpty)
        }
    }

    @Test func `by itself it does nothing, and it can warn only`() throws {
        let request = KargoRequest(.project, .create)
        let plain = try request.decided(by: CleanupFinalizer.id, in: nil)
        #expect(plain[.rules] == "" && plain.patch == nil)
        let settings = kargoSettings { $0.cleanupFinalizer.enforce = .warn }
        let warned = try request.decided(by: CleanupFinalizer.id, settings, in: nil)
        #expect(warned.patch == nil && warned[.violations] == "cleanup-finalizer")
        #expect(warned.warnings == ["cleanup-finalizer would change: set metadata.finalizers"])
    }
}
