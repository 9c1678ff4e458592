import Admission
import Rules
import Testing

@Suite struct ControllerRoleBindingTests {
    static let group = "rbac.authorization.k8s.io"

    static func account(_ name: String = "kargo-controller", in namespace: String? = "kargo") -> String {
        let place = namespace.map { #","namespace":"\#($0)""# } ?? ""
        return #"{"kind":"ServiceAccount","name":"\#(name)"\#(place)}"#
    }

    static func named(_ kind: String, _ name: String, group: String = group) -> String {
        #"{"apiGroup":"\#(group)","kind":"\#(kind)","name":"\#(name)"}"#
    }

    static let kargos = account()

    static func binding(_ role: String, kind: String = "ClusterRole", _ subjects: String...) -> String {
        """
        {"metadata":{"name":"b"},"roleRef":\(named(kind, role)),"subjects":[\(subjects.joined(separator: ","))]}
        """
    }

    static func request(
        _ object: String, old: String? = nil, _ change: (inout KargoRequest) -> Void = { _ in }
    ) -> KargoRequest {
        KargoRequest(.roleBinding, old == nil ? .create : .update) {
            ($0.name, $0.object, $0.oldObject) = ("b", object, old)
            change(&$0)
        }
    }

    static func rule(_ verbs: String, resources: String = "secrets", groups: String = "", more: String = "") -> String {
        let lists = [("verbs", verbs), ("resources", resources), ("apiGroups", groups)].map { key, values in
            let texts = values.split(separator: " ", omittingEmptySubsequences: false).map { "\"\($0)\"" }
            return "\"\(key)\":[\(texts.joined(separator: ","))]"
        }
        return "{\(lists.joined(separator: ","))\(more)}"
    }

    /// Roles by what stands in them, and what they let one do to Secrets; nil: nothing but read.
    static let roles: [(String, String, String?)] = [
        ("reads", rule("get list watch"), nil),
        ("writes one way", rule("get update"), "update"),
        (
            "writes all ways", rule("deletecollection delete patch update create"),
            "create, update, patch, delete, deletecollection"
        ),
        ("any verb", rule("get *"), "do everything to"),
        ("in several rules", rule("patch") + "," + rule("create", resources: "pods secrets"), "create, patch"),
        ("any resource", rule("create", resources: "*"), "create"),
        ("any group", rule("delete", groups: "*"), "delete"),
        ("everything", rule("*", resources: "*", groups: "*"), "do everything to"),
        ("one by name", rule("update", more: #","resourceNames":["x"]"#), "update"),
        ("another group", rule("*", groups: "example.com"), nil),
        ("no group", #"{"verbs":["*"],"resources":["secrets"]}"#, nil),
        ("another resource", rule("*", resources: "configmaps"), nil),
        ("a subresource", rule("*", resources: "secrets/status"), nil),
        ("any subresource", rule("*", resources: "*/* secrets/*"), nil),
        ("a verb in capitals", rule("Create"), nil),
        ("a verb of somebody's own", rule("promote use"), nil),
        ("a rule that is none", rule("create", more: #","resourceNames":"x""#), nil),
        ("not resources", #"{"nonResourceURLs":["*"],"verbs":["*"]}"#, nil),
        ("no rules", "", nil),
    ]

    @Test(arguments: roles)
    func `a role is judged by what it lets one do to Secrets`(_ row: String, _ rules: String, _ verbs: String?) throws {
        let cluster = KargoCluster(roles: ["r": rules, "shop/r": rules, "plain/r": Self.rule("*"), "edit": ""])
        for kind in ["Role", "ClusterRole"] {
            let decision = try Self.request(Self.binding("r", kind: kind, Self.kargos)).decided(
                by: ControllerRoleBinding.id, in: cluster)
            let text = verbs.map {
                "ServiceAccount \"kargo/kargo-controller\" can \($0) Secrets by \(kind) \"r\", and Kargo needs no more"
            }
            (text.map { .warns([$0]) } ?? KargoOutcome.passes).check(decision)
            #expect(decision[.violations] == (verbs == nil ? "" : "controller-rolebinding"))
        }
    }

    static let writer = binding("edit", kargos)
    static let warned = KargoOutcome.warns(["can write Secrets by ClusterRole \"edit\""])

    static let rows: [(String, KargoRequest, KargoOutcome)] = [
        ("by its name", request(writer), warned),
        ("cluster-admin", request(binding("cluster-admin", kargos)), .warns(["ClusterRole \"cluster-admin\""])),
        ("admin", request(binding("admin", kargos)), .warns(["ClusterRole \"admin\""])),
        ("view is looked up, and is not there", request(binding("view", kargos)), .passes),
        ("a Role called edit", request(binding("edit", kind: "Role", kargos)), .passes),
        (
            "a Role called edit that writes", request(binding("edit", kind: "Role", kargos)) { $0.namespace = "store" },
            .warns(["can create Secrets by Role \"edit\""])
        ),
        ("a Role of another namespace", request(binding("r", kind: "Role", kargos)), .passes),
        ("a role that is not there", request(binding("gone", kargos)), .passes),
        ("a role of Kargo's own", request(binding("kargo-admin", kind: "Role", kargos)), .passes),
        ("another", request(binding("kargo-project-admin", account("kargo-api"))), .passes),
        ("a role called like one", request(binding("kargo-admin2", kargos)), .warns(["can patch Secrets"])),
        ("a Role in capitals", request(binding("Edit", kargos)), .passes),
        (
            "as a user", request(binding("edit", named("User", "system:serviceaccount:kargo:x"))),
            .warns(["User \"system:serviceaccount:kargo:x\" can write"])
        ),
        (
            "as a user of another namespace", request(binding("edit", named("User", "system:serviceaccount:kargo2:x"))),
            .passes
        ),
        ("as a user without a name", request(binding("edit", named("User", "system:serviceaccount:kargo:"))), .passes),
        (
            "as a group", request(binding("edit", named("Group", "system:serviceaccounts:kargo"))),
            .warns(["Group \"system:serviceaccounts:kargo\" can write"])
        ),
        (
            "with all ServiceAccounts", request(binding("edit", named("Group", "system:serviceaccounts"))),
            .warns(["Group \"system:serviceaccounts\", which Kargo's accounts are in, can write Secrets"])
        ),
        (
            "with all who are logged in", request(binding("admin", named("Group", "system:authenticated"))),
            .warns(["Group \"system:authenticated\", which Kargo's accounts are in, can write Secrets"])
        ),
        ("with nobody", request(binding("edit", named("Group", "system:unauthenticated"))), .passes),
        ("a user called like all", request(binding("edit", named("User", "system:authenticated"))), .passes),
        (
            "as a group that begins alike", request(binding("edit", named("Group", "system:serviceaccounts:kargo2"))),
            .passes
        ),
        (
            "a user called like the group", request(binding("edit", named("User", "system:serviceaccounts:kargo"))),
            .passes
        ),
        (
            "a group of another API",
            request(binding("edit", named("Group", "system:serviceaccounts:kargo", group: "x.io"))), .passes
        ),
        ("a person", request(binding("edit", named("User", "alice"))), .passes),
        ("another namespace's account", request(binding("edit", account(in: "shop"))), .passes),
        ("an account without a namespace is the binding's own", request(binding("edit", account(in: nil))), .passes),
        ("which may be Kargo's", request(binding("edit", account(in: nil))) { $0.namespace = "kargo" }, .passes),
        ("not in a project", request(writer) { $0.namespace = "plain" }, .passes),
        ("in a namespace that is not there", request(writer) { $0.namespace = "gone" }, .passes),
        ("no subjects", request(binding("edit")), .passes),
        (
            "subjects that are no list",
            request(#"{"roleRef":\#(named("ClusterRole", "edit")),"subjects":\#(kargos)}"#), .passes
        ),
        (
            "subjects of any kind", request(binding("edit", "null", "5", "{}", "[]", #"{"kind":"ServiceAccount"}"#)),
            .passes
        ),
        ("no role", request(#"{"subjects":[\#(kargos)]}"#), .passes),
        (
            "a role of another API",
            request(#"{"roleRef":\#(named("ClusterRole", "edit", group: "x.io")),"subjects":[\#(kargos)]}"#), .passes
        ),
        ("an object that is a list", request("[]"), .passes),
        (
            "two of Kargo's, one of others",
            request(binding("edit", kargos, named("User", "alice"), account("kargo-api"))),
            .warns(["kargo/kargo-controller", "kargo/kargo-api"])
        ),
        ("as it was", request(writer, old: writer), .warns(["it was so before, so this update may pass"])),
        (
            "moved to another place", request(binding("edit", named("User", "a"), kargos), old: writer),
            .warns(["it was so before"])
        ),
        (
            "one added", request(binding("edit", account("new"), kargos), old: writer),
            .warns([
                "ServiceAccount \"kargo/new\" can write Secrets by ClusterRole \"edit\", and Kargo needs no more than get, list and watch; bind a role that only reads them",
                "it was so before",
            ])
        ),
        ("the first added", request(writer, old: binding("edit")), warned),
        (
            "on its way out",
            request(
                writer.replacingOnce(
                    "\"name\":\"b\"", with: "\"name\":\"b\",\"deletionTimestamp\":\"2026-11-20T23:30:32Z\""),
                old: binding("edit")), .passes
        ),
    ]

    static let cluster = KargoCluster(
        projects: ["shop", "store"],
        roles: [
            "store/edit": rule("create"), "plain/r": rule("*"), "kargo-admin": rule("*"), "kargo-admin2": rule("patch"),
            "kargo-project-admin": rule("*"), "Edit": rule("get"),
        ])

    @Test(arguments: rows)
    func `Kargo's accounts are given no role in a project that writes Secrets`(
        _ row: String, _ request: KargoRequest, _ outcome: KargoOutcome
    ) throws {
        let decision = try request.decided(by: ControllerRoleBinding.id, in: Self.cluster)
        outcome.check(decision)
        let isNew = decision.warnings.contains { !$0.contains("it was so before") }
        #expect(decision[.violations] == (isNew ? "controller-rolebinding" : ""))
        #expect(decision[.unchecked] == nil)
    }

    @Test func `a warning of the widest group and of every verb is whole`() throws {
        let role = String(repeating: "r", count: 32)
        let cluster = KargoCluster(roles: [role: Self.rule("create update patch delete deletecollection")])
        let decision = try Self.request(Self.binding(role, Self.named("Group", "system:serviceaccounts"))).decided(
            by: ControllerRoleBinding.id, in: cluster)
        #expect(decision.warnings.count == 1 && decision.warnings.allSatisfy { !$0.hasSuffix("…") })
    }
}

extension String {
    /// The text with the first occurrence of a part replaced.
    func replacingOnce(_ part: String, with other: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
    }
}
