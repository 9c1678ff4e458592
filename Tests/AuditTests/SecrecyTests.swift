import Encodings
import Files
import JSON
import Manifests
import Testing
import YAML

@testable import Audit

/// No value of the sample cluster's Secrets, and no password elsewhere in it, goes out in any form.
@Suite struct SecrecyTests {
    /// Shorter ones are no secrets here, and stand in any text.
    static let shortest = 8

    @Test func `no secret goes out`() throws {
        let nothing = try Parser.parse(Array("{}".utf8)).root
        var secrets = ["hunter2"]
        for file in ["base", "wrong"] {
            let bytes = try Files.read("\(fixtures)/cluster/\(file).yaml", limit: 1 << 20)
            for document in try YAMLStream.parse(bytes) where document.root["kind"]?.isString("Secret") == true {
                for member in (document.root["data"] ?? document.root["stringData"])?.members ?? nothing.members {
                    let value = member.value.string ?? ""
                    let decoded = Base64.decode(Array(value.utf8)).map { String(decoding: $0, as: UTF8.self) }
                    secrets += [value, decoded ?? ""].filter { $0.utf8.count >= Self.shortest }
                }
            }
        }
        #expect(secrets.count > 10)
        for settings in [Auditing(), Auditing(creator: .user(Requester(user: "alice", groups: [])))] {
            for output in try settings.run(folder: "cluster").outputs {
                for secret in secrets { #expect(!output.contains(secret), "\(secret)") }
                #expect(output.contains("shop/both") || output.contains("\"name\":\"both\""))
            }
        }
    }
}
