internal import Synchronization
internal import Testing

@testable import Cluster
@testable import Doctor

@Suite struct GapTests {
    /// What is read where all is right.
    private static func resources() throws -> [String] {
        let inventory = try SampleCluster().inventory()
        _ = Examination(of: Patient(inventory, facts: inventory))
        return Set(inventory.asked.withLock { $0 }.map(\.resource)).sorted()
    }

    @Test(arguments: try resources()) func `what may not be read is never passed over`(_ resource: String) throws {
        var cluster = SampleCluster()
        cluster.forbid(resource)
        let examination = try cluster.examined()
        #expect(examination.exitStatus == 2)
        let gaps = examination.diagnoses.filter { $0.verdict == .unchecked }
        #expect(!gaps.isEmpty)
        for gap in gaps { #expect(gap.why.contains(resource) || gap.remedy?.yaml?.contains("- \(resource)\n") == true) }
        let roles = gaps.compactMap(\.remedy?.yaml)
        #expect(
            roles.contains {
                $0.contains("kind: ClusterRole") && $0.contains("- \(resource)\n") && $0.contains("- list")
            })
    }

    @Test func `a cluster that does not answer is said once`() throws {
        var cluster = SampleCluster()
        cluster.breakDown()
        let inventory = try cluster.inventory()
        let examination = Examination(of: Patient(inventory, facts: inventory))
        #expect(examination.diagnoses.map(\.verdict) == [.unchecked])
        #expect(examination.exitStatus == 2)
        #expect(examination.text().contains("connection refused"))
        // Nobody waits for more than the first.
        #expect(inventory.asked.withLock { $0.count } == 1)
    }
}
