internal import Files
internal import JSON
internal import Testing
internal import YAML

@testable import Doctor

/// What is known of matchConditions is held against the registrations in manifests/base.
@Suite struct KnownConditionsTests {
    @Test func `the conditions that are known are those of the manifests, and no others`() throws {
        var found: [KnownConditions.Place: Set<String>] = [:]
        for (file, isMutating) in [("70-validating", false), ("80-mutating", true)] {
            let text = try SampleCluster.read("\(SampleCluster.root)/manifests/base/\(file)webhookconfiguration.yaml")
            let root = try #require(try YAMLStream.parse(Array(text.utf8)).first?.root)
            let webhooks = try #require(root["webhooks"]).elements.map { $0 }
            #expect(webhooks.count > 2)
            for webhook in webhooks {
                let conditions = webhook["matchConditions"]?.elements.compactMap { $0["expression"]?.string } ?? []
                for rule in webhook["rules"]?.elements.map({ $0 }) ?? [] {
                    let deletes = rule["operations"]?.texts.contains("DELETE") == true
                    for resource in rule["resources"]?.texts ?? [] where !conditions.isEmpty {
                        let place = KnownConditions.Place(
                            isMutating: isMutating, resource: resource, deletes: deletes)
                        found[place, default: []].formUnion(conditions.map(KnownConditions.normal))
                    }
                }
            }
        }
        #expect(found == KnownConditions.all)
    }
}
