import Admission
import Rules
import Testing

@Suite struct OwnerFinalizersTests {
    /// An entry of `ownerReferences`.
    static func owner(
        _ kind: String = "Stage", _ name: String = "uat", of version: String = "kargo.akuity.io/v1alpha1",
        blocks: String? = "true"
    ) -> String {
        let block = blocks.map { #","blockOwnerDeletion":\#($0)"# } ?? ""
        return #"{"apiVersion":"\#(version)","kind":"\#(kind)","name":"\#(name)","uid":"u"\#(block)}"#
    }

    static let controller = "system:serviceaccount:kargo:kargo-controller"

    static func request(_ owners: String..., change: (inout KargoRequest) -> Void = { _ in }) -> KargoRequest {
        KargoRequest(.promotion, .create) {
            ($0.name, $0.user, $0.groups) = ("uat.01", controller, ["system:authenticated"])
            $0.metadata = #""ownerReferences":[\#(owners.joined(separator: ","))]"#
            change(&$0)
        }
    }

    static let fixing = kargoSettings { $0.ownerFinalizers.enforce = .fix }

    static func rule(_ resource: String, of group: String = "kargo.akuity.io") -> String {
        "grant {apiGroups: [\(group)], resources: [\(resource)/finalizers], verbs: [update]} by a ClusterRole to user \"\(controller)\""
    }

    static func change(_ indices: Int...) -> String {
        let changes = indices.map {
            #"{"op":"add","path":"/metadata/ownerReferences/\#($0)/blockOwnerDeletion","value":false}"#
        }
        return "[\(changes.joined(separator: ","))]"
    }

    /// What may be done by the controller, the request, the changes and a part of each warning.
    static let rows: [(String, Set<String>, KargoRequest, String?, [String])] = [
        ("a Stage", [], request(owner()), change(0), [rule("stages")]),
        ("a Stage, which it may", ["update stages.kargo.akuity.io/finalizers uat in shop"], request(owner()), nil, []),
        (
            "another verb on it", ["patch stages.kargo.akuity.io/finalizers uat in shop"], request(owner()), change(0),
            [rule("stages")]
        ),
        (
            "the Stage itself", ["update stages.kargo.akuity.io uat in shop"], request(owner()), change(0),
            [rule("stages")]
        ),
        (
            "another namespace", ["update stages.kargo.akuity.io/finalizers uat in store"], request(owner()), change(0),
            [rule("stages")]
        ),
        // The slash and the mark are one Character.
        (
            "a version with a combining mark", [], request(owner(of: "x.io/\u{301}v1")), change(0),
            [rule("stages", of: "x.io")]
        ),
        ("a PromotionRequest", [], request(owner("PromotionRequest")), change(0), [rule("promotionrequests")]),
        (
            "a Project is in no namespace", ["update projects.kargo.akuity.io/finalizers shop"],
            request(owner("Project", "shop")), nil, []
        ),
        (
            "a ConfigMap is of no group", ["update configmaps/finalizers c in shop"],
            request(owner("ConfigMap", "c", of: "v1")), nil, []
        ),
        ("and is written so", [], request(owner("ConfigMap", of: "v1")), change(0), [rule("configmaps", of: "\"\"")]),
        (
            "a kind in -y", [], request(owner("Registry", of: "x.io/v1")), change(0),
            [rule("registries", of: "x.io")]
        ),
        ("a kind in -s", [], request(owner("Canvas", of: "x.io/v1")), change(0), [rule("canvases", of: "x.io")]),
        (
            "several, of which it may one", ["update stages.kargo.akuity.io/finalizers b in shop"],
            request(owner(blocks: "false"), owner("Stage", "b"), owner("Stage", "c"), owner("PromotionRequest", "d")),
            change(2, 3), [rule("stages"), rule("promotionrequests")]
        ),
        ("one that does not block", [], request(owner(blocks: "false")), nil, []),
        ("one that does not say", [], request(owner(blocks: nil)), nil, []),
        ("one that says it in another type", [], request(owner(blocks: "\"true\"")), nil, []),
        ("no owners", [], request(), nil, []),
        ("owners that are null", [], request { $0.metadata = #""ownerReferences":null"# }, nil, []),
        ("owners that are no list", [], request { $0.metadata = #""ownerReferences":\#(owner())"# }, nil, []),
        (
            "entries of any kind", [], request("null", "5", "[]", #"{"blockOwnerDeletion":true}"#, owner()), change(4),
            [rule("stages")]
        ),
        ("a kind that turns the text round", [], request(owner(#"Stage\u202e"#)), nil, []),
        ("a kind that grants more", [], request(owner("Stage}, verbs: ['*']")), nil, []),
        ("a kind with look-alikes", [], request(owner(#"\u212Aind"#), owner(#"St\u0430ge"#)), nil, []),
        ("a kind with a slash", [], request(owner("pods/exec")), nil, []),
        ("a kind that is too long", [], request(owner(String(repeating: "k", count: 64))), nil, []),
        ("a group that grants more", [], request(owner(of: "*], resources: ['*/v1")), nil, []),
        ("a group that turns the text round", [], request(owner(of: #"\u202ekargo.akuity.io/v1"#)), nil, []),
        ("a group that is empty", [], request(owner(of: "/v1")), nil, []),
        ("a group in capitals", [], request(owner(of: "Kargo.Akuity.io/v1")), nil, []),
        ("a version of several parts", [], request(owner(of: "kargo.akuity.io/v1/x")), nil, []),
        ("a name that is none", [], request(owner("Stage", ""), owner("Stage", #"a\u202eb"#)), nil, []),
        (
            "beside one that is sound", [], request(owner("Stage}"), owner()), change(1), [rule("stages")]
        ),
        ("an object that is a list", [], request { $0.object = "[]" }, nil, []),
        ("a status", [], request(owner()) { $0.more = #","subResource":"status""# }, nil, []),
    ]

    @Test(arguments: rows)
    func `an owner that may not be blocked is not, or it is said what is missing`(
        _ row: String, _ may: Set<String>, _ request: KargoRequest, _ patch: String?, _ warnings: [String]
    ) throws {
        let cluster = KargoCluster(access: [Self.controller: may])
        let fixed = try request.decided(by: OwnerFinalizers.id, Self.fixing, in: cluster)
        #expect(fixed.patch.map { String(decoding: $0.json, as: UTF8.self) } == patch)
        #expect(fixed.isAllowed && fixed[.violations] == (patch == nil ? "" : "owner-finalizers"))
        Self.check(fixed, warnings)
        let warned = try request.decided(by: OwnerFinalizers.id, in: cluster)
        #expect(warned.patch == nil && warned.isAllowed && warned[.violations] == fixed[.violations])
        Self.check(warned, warnings + (patch == nil ? [] : ["owner-finalizers would change: set metadata.ownerRef"]))
    }

    private static func check(_ decision: Decision, _ warnings: [String]) {
        #expect(decision.warnings.count == warnings.count, "\(decision.warnings)")
        for (warning, part) in zip(decision.warnings, warnings) { #expect(warning.contains(part), "\(warning)") }
    }

    @Test func `without a cluster nothing is found, and that is noted where it matters`() throws {
        let decision = try Self.request(Self.owner()).decided(by: OwnerFinalizers.id, Self.fixing, in: nil)
        #expect(decision.patch == nil && decision.warnings.isEmpty && decision[.violations] == "")
        #expect(decision[.unchecked] == "owner-finalizers")
        let other = try Self.request(Self.owner(blocks: "false")).decided(by: OwnerFinalizers.id, Self.fixing, in: nil)
        #expect(other[.unchecked] == nil && other[.rules] == "owner-finalizers")
    }

    @Test func `what cannot be looked up is said, and changes nothing`() throws {
        var cluster = KargoCluster()
        cluster.failing = "the user's access"
        let decision = try Self.request(Self.owner()).decided(by: OwnerFinalizers.id, Self.fixing, in: cluster)
        #expect(decision.isAllowed && decision.patch == nil && decision[.violations] == "")
        Self.check(decision, ["owner-finalizers could not check everything: the user's access could not be looked up"])
    }

    @Test func `a long name does not cut the rule to grant off`() throws {
        let user = String(repeating: "u", count: 2_000)
        let request = Self.request(Self.owner()) { $0.user = user }
        let decision = try request.decided(by: OwnerFinalizers.id, Self.fixing, in: KargoCluster())
        let rule = "{apiGroups: [kargo.akuity.io], resources: [stages/finalizers], verbs: [update]}"
        #expect(decision.warnings.first?.contains(rule) == true)
        #expect(decision.warnings.first.map { $0.unicodeScalars.count <= 256 } == true)
    }

    @Test func `more owners than any Promotion has cost no more look-ups`() throws {
        let owners = (0..<500).map { Self.owner("Stage", "s\($0)") }.joined(separator: ",")
        let decision = try Self.request(owners).decided(by: OwnerFinalizers.id, Self.fixing, in: KargoCluster())
        #expect(decision.patch?.operations.count == 16)
        #expect(decision.warnings.contains("metadata.ownerReferences: only the first 16 owners are looked at"))
        // The answer is at hand for all of them, and still the change holds.
        let same = Array(repeating: Self.owner(), count: 20).joined(separator: ",")
        let again = try Self.request(same).decided(by: OwnerFinalizers.id, Self.fixing, in: KargoCluster())
        #expect(again.patch?.operations.count == 16 && again[.violations] == "owner-finalizers")
    }
}
