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
        // By bytes: characters take tests that are not optimised minutes.
        let bytes = Array(text.utf8)
        var start = 0
        if !mark.isEmpty {
            guard let found = Self.index(of: mark, in: bytes, from: 0) else { throw NothingToChange(text: mark) }
            start = found
        }
        var changed = Array(bytes[..<start])
        var count = 0
        while isEverywhere || count == 0, let found = Self.index(of: old, in: bytes, from: start) {
            changed += bytes[start..<found] + Array(new.utf8)
            start = found + old.utf8.count
            count += 1
        }
        guard count > 0 else { throw NothingToChange(text: old) }
        text = String(decoding: changed + bytes[start...], as: UTF8.self)
    }

    /// Where some text begins in bytes; nil: nowhere.
    static func index(of part: String, in bytes: [UInt8], from start: Int) -> Int? {
        let part = Array(part.utf8)
        guard let first = part.first else { return nil }
        var index = start
        while index + part.count <= bytes.count {
            if bytes[index] == first, bytes[index..<index + part.count].elementsEqual(part) { return index }
            index += 1
        }
        return nil
    }

    /// What a fixture says.
    mutating func change(by fixture: Value) throws {
        for change in fixture["change"].map({ Array($0.elements) }) ?? [] {
            try self.change(
                from: change["from"]?.string ?? "", to: change["to"]?.string ?? "",
                after: change["after"]?.string ?? "", isEverywhere: change["everywhere"]?.bool ?? false)
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
        var copy = self
        let bytes = Array(text.utf8)
        var names: Set<String> = []
        var end = 0
        while let start = Self.index(of: "\"@", in: bytes, from: end) {
            end = bytes[(start + 2)...].firstIndex(of: UInt8(ascii: "@")) ?? bytes.count
            names.insert(String(decoding: bytes[(start + 2)..<end], as: UTF8.self))
        }
        for name in names {
            let pem = name.split(separator: "+").map { TestCertificates.all[String($0)] ?? "" }
            try copy.change(from: "@\(name)@", to: Base64.encode(Array(pem.joined().utf8)), isEverywhere: true)
        }
        return copy.text
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
