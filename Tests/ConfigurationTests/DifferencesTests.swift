import Configuration
import Testing

@Suite struct DifferencesTests {
    static let cases: [(String, [String], left: [String])] = [
        ("", [], []),
        ("kargo: {namespace: kargo}", [], []),
        ("kargo: {namespace: k}", ["kargo.namespace", "rules.projectconfig-lifecycle.managers.groups"], []),
        ("server: {port: 1, tls: {privateKey: k}}", ["server.port", "server.tls.privateKey"], ["server.port"]),
        ("server: {admin: null}", ["server.admin"], ["server.admin"]),
        (
            "cluster: {source: directory, directory: d, ifUnavailable: warn}",
            ["cluster.source", "cluster.directory", "cluster.ifUnavailable"], ["cluster.source", "cluster.directory"]
        ),
        ("kubero: {defaultCredential: null}", ["kubero.defaultCredential"], []),
        (
            "breakGlass: {groups: [a]}\nrules: {keep-namespace: {exceptUsers: [b]}}",
            ["breakGlass.groups", "rules.keep-namespace.exceptUsers"], []
        ),
    ]

    @Test(arguments: cases.indices) func `what differs is named by its path, and so is what waits for a restart`(
        _ index: Int
    ) throws {
        let (text, paths, left) = Self.cases[index]
        let start = "apiVersion: tallyman/v1alpha1\nkind: Configuration\n"
        let other = try Configuration(Array((start + text).utf8), file: "c.yaml")
        let (running, same) = (Configuration(), Configuration())
        #expect(other.differences(from: running) == paths)
        #expect(same.differences(from: running).isEmpty)
        let taken = other.takenOver(from: running)
        #expect(taken.left == left)
        #expect(taken.configuration.differences(from: running) == paths.filter { !left.contains($0) })
    }
}
