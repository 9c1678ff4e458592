import Audit
import Files
import Scratch
import Testing

@testable import Cluster

/// Folders that were not made to be read as a cluster.
@Suite struct FolderInventoryTests {
    private static func namespace(_ name: String) -> String {
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: \(name)}\n"
    }

    private static func write(_ files: [String: String], to folder: borrowing TemporaryFolder) throws {
        for (name, text) in files {
            try StoredFile("\(folder.path)/\(name)").write(Array(text.utf8), mode: 0o600, overwrite: false)
        }
    }

    private static let nameless = "apiVersion: v1\nkind: Secret\nmetadata: {}\n"

    /// File by file: what of it is read, what it is refused for, and whether it is skipped.
    static let files: [(name: String, text: String, names: [String], refused: [String], isSkipped: Bool)] = [
        ("a.yaml", namespace("good"), ["good"], [], false),
        ("B.YAML", namespace("upper"), ["upper"], [], false),
        ("values.yaml", "image: {tag: v1}\n---\nimage: {tag: v2}\n", [], [], true),
        ("kustomization.yaml", "resources: [a.yaml]\n", [], [], true),
        ("c.json", "[{\"a\":1}]", [], [], true),
        ("mixed.yaml", "a: 1\n---\n\(namespace("beside"))", ["beside"], [], true),
        ("broken.yaml", "a: [1\n", [], [":"], false),
        ("cut.json", "{\"kind\":", [], [":1:"], false),
        (
            "typo.yaml", "kind: Secret\n", [], [":1:1: is no Kubernetes object: it needs an apiVersion and a kind"],
            false
        ),
        (
            "nameless.yaml", "\(nameless)---\n\(namespace("after"))", ["after"],
            [":1:1: this Secret has no metadata.name"], false
        ),
        (
            "labels.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: n1, labels: []}\n", [],
            [":3:30: metadata.labels must be an object"], false
        ),
        (
            "list.yaml",
            "apiVersion: v1\nkind: List\nitems:\n- 7\n- {apiVersion: v1, kind: Namespace, metadata: {name: listed}}\n",
            ["listed"], [":4:3: is no Kubernetes object: it needs an apiVersion and a kind"], false
        ),
        (
            "twice.yaml", "\(namespace("one"))---\n\(namespace("one"))", ["one"],
            [":5:1: Namespace \"one\" stands twice; the first is at "], false
        ),
    ]

    @Test(arguments: files.indices) func `what cannot be read is told, and the rest is there`(_ index: Int) throws {
        let file = Self.files[index]
        let folder = try TemporaryFolder()
        try Self.write([file.name: file.text, "zz.yaml": Self.namespace("last")], to: folder)
        let inventory = try FolderInventory(folder.path)
        let reading = APIInventoryTests.Reading(inventory, APIInventoryTests.namespaces)
        #expect(reading.names == file.names + ["last"] && reading.error == nil)
        for name in reading.names { #expect(inventory.facts.namespace(name) != nil) }
        #expect(inventory.unreadable.count == file.refused.count)
        for (line, wanted) in zip(inventory.unreadable, file.refused) {
            #expect(line.hasPrefix("\(folder.path)/\(file.name)\(wanted)"), "\(line)")
        }
        #expect(inventory.skipped == (file.isSkipped ? ["\(folder.path)/\(file.name)"] : []))
        // Look-ups take all of it or nothing.
        if file.isSkipped || !file.refused.isEmpty {
            #expect(throws: ClusterFolderError.self) { try ClusterFolder(folder.path) }
        } else {
            #expect(try ClusterFolder(folder.path).namespace("last") != nil)
        }
    }

    @Test func `an audit of such a folder goes through the rest, and ends with 2`() throws {
        let folder = try TemporaryFolder()
        let project = "apiVersion: kargo.akuity.io/v1alpha1\nkind: Project\nmetadata: {name: shop}\n"
        try Self.write(
            [
                "values.yaml": "a: 1\n", "typo.yaml": "kind: Secret\n",
                "z.yaml": project + "---\n" + Self.namespace("a"),
            ],
            to: folder)
        let inventory = try FolderInventory(folder.path)
        let report = AuditCallsTests.audit(inventory, inventory.facts)
        #expect(report.audited == 2 && report.exitStatus == 2)
        let typo = "\(folder.path)/typo.yaml:1:1: is no Kubernetes object: it needs an apiVersion and a kind"
        #expect(report.unread == [typo])
        for output in [report.text(), report.html, String(decoding: report.json, as: UTF8.self)] {
            #expect(output.contains("what is no Kubernetes object: \(folder.path)/values.yaml"))
            #expect(output.contains(typo))
        }
    }

    @Test func `a file of nothing but mistakes is left, and the next one is read`() throws {
        let folder = try TemporaryFolder()
        let many = String(repeating: "---\n\(Self.nameless)", count: 50)
        try Self.write(["many.yaml": many, "z.yaml": Self.namespace("last")], to: folder)
        let inventory = try FolderInventory(folder.path)
        #expect(inventory.unreadable.count == 21)
        #expect(inventory.unreadable.last?.hasPrefix("\(folder.path)/many.yaml: ") == true)
        #expect(inventory.facts.namespace("last") != nil)
    }

    @Test func `more than anybody mends at a time is counted`() {
        var remains = FolderRemains()
        for number in 0..<1_003 {
            remains.add(.unreadable("\(number)"))
            // For each of two documents.
            for _ in 0..<2 { remains.skip("\(number)") }
        }
        let wanted = (0..<1_000).map { "\($0)" } + ["and 3 more"]
        #expect(remains.unreadable == wanted && remains.skipped == wanted)
    }

    @Test func `a folder that is not there is no inventory`() {
        #expect(throws: ClusterFolderError.self) { try FolderInventory("/nowhere") }
    }
}
