internal import Admission
internal import Files
internal import JSON
internal import Kubernetes
internal import YAML

/// Reads a folder, file by file, and keeps of each object what is asked about.
struct FolderReader {
    private(set) var namespaces: [ObjectName: ObjectFacts] = [:]
    private(set) var projects: [ObjectName: ObjectFacts] = [:]
    private(set) var secrets: [ObjectName: PullSecret] = [:]
    private(set) var settings: [ObjectName: KuberoRegistry] = [:]
    private(set) var stages: [ObjectName] = []
    /// Roles and bindings, as they are.
    private(set) var access: [Value] = []
    /// All objects, whatever they are, where they are to be kept.
    private(set) var objects: [ManifestObject] = []
    private let keepsObjects: Bool
    /// Where each object stands.
    private var seen: [Identity: String] = [:]

    private struct Identity: Hashable {
        let group: String
        let kind: String
        let name: ObjectName
    }

    /// Folders in folders; a link to a folder above ends here.
    private static let maximumDepth = 32

    /// - Parameter keepsObjects: whether they stay in memory, values of Secrets and all.
    init(keepsObjects: Bool = false) { self.keepsObjects = keepsObjects }

    mutating func read(_ path: String, depth: Int = 0) throws(ClusterFolderError) {
        guard depth < Self.maximumDepth else {
            throw .unreadable("\(path): more than \(Self.maximumDepth) folders deep. Does a link lead back up?")
        }
        let entries: [Folder.Entry]
        do throws(FileError) {
            entries = try Folder.entries(of: path)
        } catch {
            throw .unreadable("\(error)")
        }
        for entry in entries {
            switch entry {
            case .folder(let name): try read("\(path)/\(name)", depth: depth + 1)
            case .file(let name) where ManifestFile.endings.contains(where: name.hasSuffix):
                try read(ManifestFile("\(path)/\(name)"))
            case .file: break
            }
        }
    }

    private mutating func read(_ file: ManifestFile) throws(ClusterFolderError) {
        // Nothing between two `---` is no object, as kubectl has it.
        for manifest in file.documents where !manifest.root.isNull {
            let source = Source(file: file.path, manifest: manifest)
            let object = try source.object(manifest.root)
            guard let items = object.items else {
                try take(object, from: source)
                continue
            }
            for item in items.elements { try take(source.object(item, in: object), from: source) }
        }
    }

    private mutating func take(_ object: ManifestObject, from source: Source) throws(ClusterFolderError) {
        guard object.items == nil else { throw source.error(at: object.value, "a list cannot stand in a list") }
        let kind = ManifestKind(object)
        let name = try source.name(of: object, kind)
        if let name { try note(name, of: object, from: source) }
        if keepsObjects { objects.append(object) }
        guard let kind, let name else { return }
        switch kind {
        case .namespace: namespaces[name] = try source.facts(of: object)
        case .project: projects[name] = try source.facts(of: object)
        case .secret: secrets[name] = PullSecret.reading(object.value)
        case .kubero: settings[name] = KuberoRegistry(of: object.value)
        case .stage: stages.append(name)
        case .role, .roleBinding, .clusterRole, .clusterRoleBinding: access.append(object.value)
        }
    }

    private mutating func note(
        _ name: ObjectName, of object: ManifestObject, from source: Source
    ) throws(ClusterFolderError) {
        let identity = Identity(group: object.group, kind: object.kind, name: name)
        let place = source.place(of: object.value)
        if let earlier = seen.updateValue(place, forKey: identity) {
            let owner = name.namespace.isEmpty ? "" : " in namespace \(Quoted(name.namespace))"
            throw source.error(
                at: object.value, "\(object.kind) \(Quoted(name.name))\(owner) stands twice; the first is at \(earlier)"
            )
        }
    }
}
