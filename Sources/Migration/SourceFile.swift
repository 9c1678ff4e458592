internal import Cluster
internal import Files
internal import JSON
internal import YAML

/// A file that was read: its text, and the documents in it.
struct SourceFile {
    let path: String
    let text: SourceText
    let documents: [Manifest]

    /// - Throws: why it cannot be read, or not as manifests.
    init(_ path: String) throws(Remark) {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try Files.read(path, limit: YAMLStream.maximumBytes)
        } catch {
            throw Remark(path, nil, error.problem)
        }
        try self.init(bytes, path)
    }

    init(_ bytes: [UInt8], _ path: String) throws(Remark) {
        self.path = path
        guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
            throw Remark(path, nil, "is in UTF-16; save it in UTF-8")
        }
        text = SourceText(bytes)
        do throws(ClusterFolderError) {
            documents = try ManifestFile(bytes, path).documents
        } catch {
            switch error {
            case .manifest(_, let position, let message): throw Remark(path, position, message)
            case .unreadable(let why): throw Remark(path, nil, why)
            }
        }
        if case .json? = documents.first, !Self.isShallow(bytes) {
            throw Remark(path, nil, "nested more than \(YAMLStream.maximumDepth) levels deep")
        }
    }

    /// Changes are worked out by recursion, to the depth that YAML may have; JSON may have more.
    private static func isShallow(_ json: [UInt8]) -> Bool {
        var limits = Limits()
        limits.depth = YAMLStream.maximumDepth
        return (try? Parser.parse(json, limits: limits)) != nil
    }

    /// What a document means after some changes of the text; nil where it is no longer read.
    static func meanings(of bytes: [UInt8], _ path: String) -> [Value]? {
        (try? ManifestFile(bytes, path))?.documents.map(\.root)
    }
}

extension SourceFile {
    /// An object and the document that it stands in.
    struct PlacedObject {
        let object: ManifestObject
        /// Which document.
        let index: Int
        let layout: Layout
    }

    /// All objects, those in lists too, in their order.
    var objects: [PlacedObject] {
        documents.indices.flatMap { index in
            let layout = Layout(text: text, manifest: documents[index])
            guard let object = ManifestObject(layout.manifest.root) else { return [PlacedObject]() }
            let items = object.items.map { $0.elements.compactMap { ManifestObject($0, in: object) } }
            return (items ?? [object]).map { PlacedObject(object: $0, index: index, layout: layout) }
        }
    }

    /// What is in the file and is no object: it is said, as it may be a slip.
    var strangers: [Remark] {
        documents.filter { !$0.root.isNull && ManifestObject($0.root) == nil }.map { document in
            Remark(
                path, document.position(of: document.root),
                "is no Kubernetes object: it needs an apiVersion and a kind")
        }
    }
}
