internal import Admission
internal import Configuration
internal import Encodings
internal import Files
internal import JSON
internal import Kubernetes
internal import Scratch
internal import YAML

@testable import Cluster
@testable import Doctor

/// A cluster in which all is right, and what a test makes of it.
///
/// Its registrations, roles and configuration are those in manifests/, so that these are held against the checks too.
struct SampleCluster {
    /// Values of Secrets in it, which nothing may tell.
    static let secrets = ["correct-horse-battery-staple", "Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5LXN0YXBsZQ"]

    private(set) var text: String
    private(set) var access = StubInventory.Access()

    static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    static let fixtures = "\(root)/Tests/DoctorTests/Fixtures"

    init() { text = Self.right }

    /// Put together once.
    private static let right: String = (try? SampleCluster(of: manifests()).text) ?? ""

    private init(of text: String) throws {
        self.text = text
        try change(from: "caBundle: Cg==", to: "caBundle: \"@ca.crt@\"", isEverywhere: true)
        try change(from: "name: default\n", to: "name: $namespace\n")
        try change(from: "args: [\"serve\",", to: "args: [\"serve\", \"--in-cluster\",")
        try change(
            from: "automountServiceAccountToken: false", to: "automountServiceAccountToken: true", isEverywhere: true)
    }

    private static func manifests() throws -> String {
        let base = "\(root)/manifests/base"
        let manifests = try Folder.entries(of: base).map(\.name).filter { $0.first?.isNumber == true }.sorted()
        let roles = "\(root)/manifests/components/cluster-access/rbac.yaml"
        let files = manifests.map { "\(base)/\($0)" } + [roles, "\(fixtures)/cluster.yaml"]
        return try files.map(read).joined(separator: "\n---\n")
    }

    static func read(_ path: String) throws -> String {
        String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self)
    }

    struct NothingToChange: Error {
        let text: String
    }

    /// - Parameter mark: what stands before it.
    mutating func change(from old: String, to new: String, after mark: String = "", isEverywhere: Bool = false) throws {
        var parts = [text[...]]
        if !mark.isEmpty {
            guard let range = text.firstRange(of: mark) else { throw NothingToChange(text: mark) }
            parts = [text[..<range.upperBound], text[range.upperBound...]]
        }
        let last = parts.removeLast()
        guard last.contains(old) else { throw NothingToChange(text: old) }
        text = parts.joined() + last.replacing(old, with: new, maxReplacements: isEverywhere ? .max : 1)
    }

    /// What a fixture says.
    mutating func change(by fixture: Value) throws {
        for change in fixture["change"].map({ Array($0.elements) }) ?? [] {
            try self.change(
                from: change["from"]?.string ?? "", to: change["to"]?.string ?? "", after: change["after"]?.string ?? ""
            )
        }
        if let added = fixture["add"]?.string { text += "\n---\n" + added }
        access.removed = fixture["remove"].map { $0.elements.compactMap(\.string) } ?? []
        access.unknown = fixture["unknown"].map { $0.elements.compactMap(\.string) } ?? []
        access.forbidden = fixture["forbidden"].map { $0.elements.compactMap(\.string) } ?? []
    }

    mutating func forbid(_ resource: String) { access.forbidden.append(resource) }
    mutating func breakDown() { access.isOut = true }

    func objects() throws -> [Value] {
        try YAMLStream.parse(Array(try certified().utf8)).map(\.root).filter { !$0.isNull && !access.removes($0) }
    }

    /// With the certificates in their places: `@ca.crt@`, `@other-ca.crt+ca.crt@`.
    private func certified() throws -> String {
        let parts = text.split(separator: "\"@", omittingEmptySubsequences: false)
        return try parts.dropFirst().reduce("\(parts[0])") { text, part in
            guard let end = part.firstIndex(of: "@") else { return "\(text)\"@\(part)" }
            let pem = try part[..<end].split(separator: "+").map {
                try Self.read("\(Self.fixtures)/certificates/\($0)")
            }
            return "\(text)\"\(Base64.encode(Array(pem.joined().utf8)))\(part[part.index(after: end)...])"
        }
    }

    /// The same in a folder.
    func write(to folder: borrowing TemporaryFolder) throws {
        var writer = Writer()
        writer.beginObject()
        writer.key("apiVersion")
        writer.string("v1")
        writer.key("kind")
        writer.string("List")
        writer.key("items")
        writer.beginArray()
        for object in try objects() { writer.value(object) }
        writer.endArray()
        writer.endObject()
        try StoredFile("\(folder.path)/cluster.json").write(writer.bytes, mode: 0o600, overwrite: true)
    }

    /// As if it were behind an API server.
    func inventory() throws -> StubInventory {
        let folder = try TemporaryFolder()
        try write(to: folder)
        return StubInventory(try FolderInventory(folder.path), access)
    }

    /// Examined as if it were behind an API server.
    func examined(given: Configuration? = nil) throws -> Examination {
        let inventory = try inventory()
        return Examination(of: Patient(inventory, facts: inventory, given: given))
    }
}
