internal import Configuration
internal import Files
internal import JSON
internal import Scratch
internal import Testing
internal import YAML

@testable import Cluster
@testable import Doctor

/// The sample clusters in Fixtures/cases: what is changed in a cluster in which all is right, and what is to be found.
@Suite struct SampleTests {
    /// The findings that are not ok, as text without the sum; digests, which change with every setting there is, left out.
    private static func findings(_ examination: Examination) -> String {
        let text = examination.text().replacing(/sha256:[0-9a-f]{16}/, with: "sha256:…").split(separator: "\n")
            .dropLast()
        return text.filter { !$0.hasPrefix("ok ") }.map { "\($0)\n" }.joined()
    }

    @Test func `where all is right, all is ok`() throws {
        let examination = try SampleCluster().examined()
        #expect(Self.findings(examination) == "")
        #expect(examination.exitStatus == 0)
        #expect(Set(examination.diagnoses.map(\.check)) == Set(Checkups.all.map { $0.name }))
    }

    @Test(arguments: try Folder.entries(of: "\(SampleCluster.fixtures)/cases").map(\.name))
    func `what is wrong is found, with its fix, and nothing else`(_ name: String) throws {
        let text = try SampleCluster.read("\(SampleCluster.fixtures)/cases/\(name)")
        let fixture = try #require(try YAMLStream.parse(Array(text.utf8)).first?.root)
        var cluster = SampleCluster()
        try cluster.change(by: fixture)
        let given = try fixture["config"]?.string.map { try Configuration(Array($0.utf8), file: "config.yaml") }
        let examination = try cluster.examined(given: given)
        let expected = fixture["expect"]?.string ?? ""
        let found = Self.findings(examination)
        #expect(found == expected, "\n\(found)")
        #expect(examination.exitStatus == Int32(fixture["exit"]?.integer ?? 0))
        for secret in SampleCluster.secrets {
            #expect(SampleCluster.index(of: secret, in: examination.json, from: 0) == nil)
        }
    }
}
