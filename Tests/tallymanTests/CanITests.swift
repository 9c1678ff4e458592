internal import ArgumentParser
internal import Testing

@testable import tallyman

@Suite struct CanITests {
    @Test(arguments: [
        ("secrets", "secrets", "", ""), ("secrets/team-a-reg", "secrets", "", "team-a-reg"),
        ("Secrets", "secrets", "", ""),
        ("stages.kargo.akuity.io/uat", "stages", "kargo.akuity.io", "uat"), ("stages", "stages", "kargo.akuity.io", ""),
        ("kuberopipelines/Shop", "kuberopipelines", "application.kubero.dev", "Shop"),
        ("roles", "roles", "rbac.authorization.k8s.io", ""), ("deployments.apps", "deployments", "apps", ""),
        ("stages.example.com", "stages", "example.com", ""), ("*", "*", "", ""), ("pods/a.b", "pods", "", "a.b"),
    ]) func `a resource is read as kubectl reads it`(
        _ text: String, _ resource: String, _ group: String, _ name: String
    )
        throws
    {
        let argument = try #require(ResourceArgument(argument: text))
        #expect(argument.resource == resource && argument.group == group && argument.name == name)
    }

    @Test(arguments: ["", "/healthz", "secrets/", "a/b/c", ".apps", "deployments."])
    func `what names no resource is refused`(_ text: String) {
        #expect(ResourceArgument(argument: text) == nil)
    }

    @Test(arguments: [
        ("alice", ["system:authenticated"]), ("system:anonymous", ["system:unauthenticated"]),
        (
            "system:serviceaccount:ci:bot",
            ["system:authenticated", "system:serviceaccounts", "system:serviceaccounts:ci"]
        ),
        ("system:serviceaccount:ci", ["system:authenticated"]),
        ("system:serviceaccount::bot", ["system:authenticated"]),
    ]) func `a user is in the groups that the API server adds`(_ user: String, _ groups: [String]) {
        #expect(ImpliedGroups.of(user) == groups)
    }

    private static let cluster =
        "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/") + "/ClusterTests/Fixtures/cluster"

    @Test(arguments: [
        (["get", "secrets/team-a-reg", "-n", "kubero", "--as", "carol@example.com"], nil),
        (["get", "secrets/registry-login", "-n", "kubero", "--as", "carol@example.com"], ExitCode(1)),
        (["get", "secrets/hub", "-n", "kubero", "--as", "dana", "--as-group", "registry-admins"], nil),
        (["update", "stages/uat", "--subresource", "finalizers", "-n", "checkout", "--as", "dana"], ExitCode(1)),
        (["get", "secrets/hub", "--namespace", "kubero", "--as", "system:serviceaccount:kubero:kubero"], nil),
        (["get", "secrets", "--as", "dana", "--cluster", "/nowhere"], ExitCode(2)),
    ]) func `the answer is the exit status`(_ arguments: [String], _ status: ExitCode?) throws {
        let folder = arguments.contains("--cluster") ? [] : ["--cluster", Self.cluster]
        let command = try CanICommand.parse(arguments + folder)
        guard let status else { return try command.run() }
        #expect(throws: status) { try command.run() }
    }

    @Test(arguments: [
        ["get"], ["get", "secrets"], ["get", "secrets", "--as", "x"],
        ["get", "/healthz", "--as", "x", "--cluster", "."],
    ]) func `bad use is found before anything is read`(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try CanICommand.parse(arguments) }
    }
}
