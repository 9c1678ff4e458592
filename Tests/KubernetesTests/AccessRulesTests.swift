internal import JSON
internal import Testing

@testable import Kubernetes

struct AccessRulesTests {
    private static func binding(_ subject: String, _ role: String = "ClusterRole", namespace: String? = nil) -> String {
        let kind = namespace == nil ? "ClusterRoleBinding" : "RoleBinding"
        let place = namespace.map { #","namespace":"\#($0)""# } ?? ""
        return #"""
            {"kind":"\#(kind)","metadata":{"name":"b"\#(place)},"roleRef":{"kind":"\#(role)","name":"r"},"subjects":[\#(subject)]}
            """#
    }

    private static func role(_ rules: String, _ more: String = "") -> String {
        #"{"kind":"ClusterRole","metadata":{"name":"r"},"rules":[\#(rules)]\#(more)}"#
    }

    private static let ann = #"{"kind":"User","name":"ann"}"#
    private static let all = #"{"verbs":["*"],"apiGroups":["*"],"resources":["*"]}"#

    private static func grant(_ objects: [String], _ review: AccessReview) throws -> Grant? {
        AccessRules(try objects.map(parse)).grant(for: review)
    }

    @Test func `what a role writes of Secrets is what its parts do`() throws {
        let writes = #"{"verbs":["patch","get"],"apiGroups":[""],"resources":["secrets"]}"#
        let part = #"{"kind":"ClusterRole","metadata":{"name":"p","labels":{"to":"r"}},"rules":[\#(writes)]}"#
        let selector = #","aggregationRule":{"clusterRoleSelectors":[{"matchLabels":{"to":"r"}}]}"#
        let access = AccessRules(try [Self.role(Self.all, selector), part].map(parse)).secretAccess
        #expect(
            access == [
                ObjectName(name: "r"): .init(writing: [.patch]), ObjectName(name: "p"): .init(writing: [.patch]),
            ])
        // As the API server has it, the rules are in the role itself.
        #expect(SecretAccess(ofRole: try parse(Self.role(writes, selector))).writing == [.patch])
        #expect(
            SecretAccess(ofRole: try parse("[]")).writing == []
                && SecretAccess(writing: [.all, .create]).writing == [.all])
    }

    /// A rule, and a question: verb, group, resource, subresource and name, with slashes between them.
    @Test(arguments: [
        (all, "get//secrets//x", true), (all, "delete/apps/deployments/scale/", true),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["secrets"]}"#, "get//secrets//x", true),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["secrets"]}"#, "list//secrets//", false),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["secrets"]}"#, "get/apps/secrets//x", false),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["secrets"]}"#, "get//configmaps//x", false),
        (#"{"verbs":["GET"],"apiGroups":[""],"resources":["secrets"]}"#, "get//secrets//x", false),
        (#"{"verbs":["get"],"resources":["secrets"]}"#, "get//secrets//x", false),
        (#"{"verbs":["get"],"apiGroups":["*"],"resources":["secrets"]}"#, "get/apps/secrets//x", true),
        (#"{"verbs":["get"],"apiGroups":["ap*"],"resources":["secrets"]}"#, "get/apps/secrets//x", false),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}"#, "get//pods/log/p", false),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["pods/log"]}"#, "get//pods/log/p", true),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["pods/log"]}"#, "get//pods//p", false),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["*/log"]}"#, "get//pods/log/p", true),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["*/log"]}"#, "get//pods/logs/p", false),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["*/log"]}"#, "get//pods//p", false),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["pods/*"]}"#, "get//pods/log/p", false),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["*"]}"#, "get//pods/log/p", true),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["secrets"],"resourceNames":["x"]}"#, "get//secrets//x", true),
        (
            #"{"verbs":["get"],"apiGroups":[""],"resources":["secrets"],"resourceNames":["x"]}"#, "get//secrets//y",
            false
        ),
        (
            #"{"verbs":["get"],"apiGroups":[""],"resources":["secrets"],"resourceNames":["*"]}"#, "get//secrets//y",
            false
        ),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["secrets"],"resourceNames":[]}"#, "get//secrets//y", true),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["secrets"],"resourceNames":[7]}"#, "get//secrets//y", false),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["secrets"],"resourceNames":"x"}"#, "get//secrets//y", false),
        (
            #"{"verbs":["*"],"apiGroups":[""],"resources":["secrets"],"resourceNames":["x"]}"#, "create//secrets//",
            false
        ),
        (
            #"{"verbs":["*"],"apiGroups":[""],"resources":["secrets"],"resourceNames":["x"]}"#,
            "deletecollection//secrets//", false
        ),
        (#"{"verbs":["*"],"apiGroups":[""],"resources":["secrets"],"resourceNames":["x"]}"#, "list//secrets//", false),
        // With the field selector metadata.name=x the API server asks for that name.
        (#"{"verbs":["*"],"apiGroups":[""],"resources":["secrets"],"resourceNames":["x"]}"#, "list//secrets//x", true),
        (#"{"verbs":["*"],"apiGroups":[""],"resources":["secrets"],"resourceNames":["x"]}"#, "watch//secrets//x", true),
        (#"{"verbs":["*"],"nonResourceURLs":["*"]}"#, "get//secrets//x", false),
        (#"{"verbs":["get"],"apiGroups":[""],"resources":["secrets"]}"#, "*//secrets//x", false),
        (#"{}"#, "get//secrets//x", false), (#""*""#, "get//secrets//x", false),
    ]) func `a rule allows what Kubernetes has it allow`(_ rule: String, _ question: String, _ isAllowed: Bool) throws {
        let parts = question.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let review = AccessReview(
            user: "ann", verb: parts[0], group: parts[1], resource: parts[2], subresource: parts[3], name: parts[4])
        #expect((try Self.grant([Self.role(rule), Self.binding(Self.ann)], review) != nil) == isAllowed)
    }

    /// A subject, the namespace of its RoleBinding (none: a ClusterRoleBinding), a user and a group of theirs.
    @Test(arguments: [
        (ann, nil, "ann", "", true), (ann, nil, "Ann", "", false), (ann, nil, "bob", "ann", false),
        (#"{"kind":"User","name":"K"}"#, nil, "\u{212A}", "", false),
        (#"{"kind":"User","apiGroup":"rbac.authorization.k8s.io","name":"ann"}"#, nil, "ann", "", true),
        (#"{"kind":"User","apiGroup":"example.com","name":"ann"}"#, nil, "ann", "", false),
        (#"{"kind":"User","name":"*"}"#, nil, "ann", "", false),
        (#"{"kind":"user","name":"ann"}"#, nil, "ann", "", false),
        (#"{"kind":"Group","name":"devs"}"#, nil, "ann", "devs", true),
        (#"{"kind":"Group","name":"devs"}"#, nil, "devs", "", false),
        // Only what the question says: nobody is authenticated by being asked about.
        (#"{"kind":"Group","name":"system:authenticated"}"#, nil, "ann", "", false),
        (#"{"kind":"Group","name":"system:authenticated"}"#, nil, "ann", "system:authenticated", true),
        (#"{"kind":"ServiceAccount","name":"a","namespace":"n"}"#, nil, "system:serviceaccount:n:a", "", true),
        (#"{"kind":"ServiceAccount","name":"a","namespace":"n"}"#, nil, "system:serviceaccount:m:a", "", false),
        (#"{"kind":"ServiceAccount","name":"a","namespace":"n"}"#, "m", "system:serviceaccount:n:a", "", true),
        (#"{"kind":"ServiceAccount","name":"a"}"#, "m", "system:serviceaccount:m:a", "", true),
        (#"{"kind":"ServiceAccount","name":"a"}"#, nil, "system:serviceaccount::a", "", false),
        (#"{"kind":"ServiceAccount","name":"a","namespace":"n"}"#, nil, "a", "", false),
        (#"{"kind":"User","name":"system:serviceaccount:n:a"}"#, nil, "system:serviceaccount:n:a", "", true),
    ]) func `a subject is who Kubernetes has it be`(
        _ subject: String, _ namespace: String?, _ user: String, _ group: String, _ isAllowed: Bool
    ) throws {
        let review = AccessReview(
            user: user, groups: group.isEmpty ? [] : [group], verb: "get", resource: "secrets",
            namespace: namespace ?? "x")
        let objects = [Self.role(Self.all), Self.binding(subject, namespace: namespace)]
        #expect((try Self.grant(objects, review) != nil) == isAllowed)
    }

    /// Where a RoleBinding and the Role with it are, and where the question is.
    @Test(arguments: [
        ("n", "ClusterRole", "n", true), ("n", "ClusterRole", "m", false), ("n", "ClusterRole", "", false),
        ("n", "Role", "n", true), ("n", "Role", "m", false), ("", "ClusterRole", "default", true),
        ("", "ClusterRole", "", false), ("", "ClusterRole", "n", false), ("m", "Role", "m", false),
        (nil, "ClusterRole", "n", true), (nil, "ClusterRole", "", true), (nil, "Role", "n", false),
        ("n", "Group", "n", false),
    ]) func `a binding reaches its own namespace`(
        _ place: String?, _ role: String, _ asked: String, _ isAllowed: Bool
    ) throws {
        let objects = [
            Self.role(Self.all), #"{"kind":"Role","metadata":{"name":"r","namespace":"n"},"rules":[\#(Self.all)]}"#,
            Self.binding(Self.ann, role, namespace: place),
        ]
        let review = AccessReview(user: "ann", verb: "get", resource: "secrets", namespace: asked)
        #expect((try Self.grant(objects, review) != nil) == isAllowed)
    }

    @Test func `a binding to a role that is not there gives nothing, and the next one counts`() throws {
        let dangling = Self.binding(Self.ann).replacing(#""name":"r""#, with: #""name":"gone""#)
        let review = AccessReview(user: "ann", verb: "get", resource: "secrets")
        #expect(try Self.grant([dangling], review) == nil)
        let good = Self.binding(Self.ann).replacing(#""name":"b""#, with: #""name":"c""#)
        #expect(try Self.grant([dangling, good, Self.role(Self.all)], review)?.description.contains(#""c""#) == true)
    }

    @Test func `system masters may do everything, without any role`() throws {
        let review = AccessReview(user: "root", groups: ["system:masters"], verb: "get", resource: "secrets")
        #expect(try Self.grant([], review) == .masters)
    }

    /// Labels of a role with the rule, and what is made part of the role that is bound.
    @Test(arguments: [
        (#""in":"yes""#, #"{"matchLabels":{"in":"yes"}}"#, true),
        (#""in":"no""#, #"{"matchLabels":{"in":"yes"}}"#, false),
        (#""in":"no""#, #"{"matchLabels":{"in":"yes"}},{"matchExpressions":[{"key":"in","operator":"Exists"}]}"#, true),
        (#""in":"yes""#, #"{"matchExpressions":[{"key":"in","operator":"In","values":["a","yes"]}]}"#, true),
        (#""in":"yes""#, #"{"matchExpressions":[{"key":"in","operator":"In"}]}"#, false),
        (#""in":"yes""#, #"{}"#, true), (#""in":"yes""#, #""#, false),
    ]) func `an aggregated role is what its selectors select`(
        _ labels: String, _ selectors: String, _ isAllowed: Bool
    ) throws {
        let objects = [
            // Rules of its own do not count: the controller overwrites them.
            Self.role(
                #"{"verbs":["delete"],"apiGroups":["*"],"resources":["*"]}"#,
                #","aggregationRule":{"clusterRoleSelectors":[\#(selectors)]}"#),
            #"""
            {"kind":"ClusterRole","metadata":{"name":"part","labels":{\#(labels)}},
             "rules":[{"verbs":["get"],"apiGroups":["*"],"resources":["*"]}]}
            """#, Self.binding(Self.ann),
        ]
        #expect((try Self.grant(objects, AccessReview(user: "ann", verb: "get", resource: "x")) != nil) == isAllowed)
        #expect(try Self.grant(objects, AccessReview(user: "ann", verb: "delete", resource: "x")) == nil)
    }

    @Test func `aggregated roles may be part of each other, in a circle too`() throws {
        func part(_ name: String, of next: String, rules: String = "") -> String {
            #"""
            {"kind":"ClusterRole","metadata":{"name":"\#(name)","labels":{"is":"\#(name)"}},"rules":[\#(rules)],
             "aggregationRule":{"clusterRoleSelectors":[{"matchLabels":{"is":"\#(next)"}}]}}
            """#
        }
        let leaf = #"{"kind":"ClusterRole","metadata":{"name":"leaf","labels":{"is":"c"}},"rules":[\#(Self.all)]}"#
        let objects = [part("r", of: "b"), part("b", of: "c"), part("c", of: "r"), leaf, Self.binding(Self.ann)]
        let review = AccessReview(user: "ann", verb: "get", resource: "secrets")
        #expect(try Self.grant(objects, review) != nil)
        #expect(try Self.grant(objects.filter { $0 != leaf }, review) == nil)
    }

    @Test(arguments: [
        (ann, nil, #"allowed by ClusterRoleBinding "b" of ClusterRole "r" to User "ann""#),
        (ann, "n", #"allowed by RoleBinding "b/n" of ClusterRole "r" to User "ann""#),
        (#"{"kind":"Group","name":"devs"}"#, "n", #"allowed by RoleBinding "b/n" of ClusterRole "r" to Group "devs""#),
        (
            #"{"kind":"ServiceAccount","name":"a"}"#, "n",
            #"allowed by RoleBinding "b/n" of ClusterRole "r" to ServiceAccount "a/n""#
        ),
    ]) func `it is said who allows it, in the API server's words`(
        _ subject: String, _ namespace: String?, _ text: String
    ) throws {
        let user = subject.contains("ServiceAccount") ? "system:serviceaccount:n:a" : "ann"
        let review = AccessReview(user: user, groups: ["devs"], verb: "get", resource: "secrets", namespace: "n")
        #expect(
            try Self.grant([Self.role(Self.all), Self.binding(subject, namespace: namespace)], review)?.description
                == text)
    }
}
