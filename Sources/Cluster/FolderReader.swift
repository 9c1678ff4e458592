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
    /// For an inventory: all objects, whatever they are.
    private(set) var objects: [ManifestObject] = []
    /// For an inventory: what is in the folder besides.
    private(set) var remains = FolderRemains()
    private let isForInventory: Bool
    /// Each object, and the document that it stands in: where in a file that is takes reading the file up to there.
    private var seen: [Identity: (source: Source, object: Value)] = [:]

    private struct Identity: Hashable {
        let group: String
        let kind: String
        let name: ObjectName
    }

    /// Folders in folders; a link to a folder above ends here.
    private static let maximumDepth = 32
    /// Told of one file of an inventory. Where each stands in JSON takes reading the file up to there.
    private static let maximumMistakes = 20

    /// - Parameter isForInventory: whether objects stay in memory, values of Secrets and all, and what cannot be read is
    ///   noted in `remains`. Look-ups need all there is: for them it is thrown.
    init(forInventory isForInventory: Bool = false) { self.isForInventory = isForInventory }

    mutating func read(_ path: String, depth: Int = 0) throws(ClusterFolderError) {
        guard depth < Self.maximumDepth else {
            throw .unreadable("\(path): more than \(Self.maximumDepth) folders deep. Does a link lead back up?")
        }
        let entries: [Folder.Entry]
        do throws(FileError) {
            entries = try Folder.entries(of: path)
        } catch {
            // Without the outermost one there is nothing.
            guard depth > 0 else { throw .unreadable("\(error)") }
            return try refuse(.unreadable("\(error)"))
        }
        for entry in entries {
            switch entry {
            case .folder(let name): try read("\(path)/\(name)", depth: depth + 1)
            case .file(let name) where ManifestFile.endings.contains(where: name.hasSuffix):
                do throws(ClusterFolderError) {
                    try read(ManifestFile("\(path)/\(name)"))
                } catch {
                    try refuse(error)
                }
            case .file: break
            }
        }
    }

    private mutating func refuse(_ error: ClusterFolderError) throws(ClusterFolderError) {
        guard isForInventory else { throw error }
        remains.add(error)
    }

    private mutating func read(_ file: ManifestFile) throws(ClusterFolderError) {
        var mistakes = 0
        // Nothing between two `---` is no object, as kubectl has it.
        for manifest in file.documents where !manifest.root.isNull {
            guard !isForInventory || !ManifestObject.isForeign(manifest.root) else {
                remains.skip(file.path)
                continue
            }
            let source = Source(file: file.path, manifest: manifest)
            guard let list = ManifestObject(manifest.root), let items = list.items else {
                try take(manifest.root, in: nil, from: source, &mistakes)
                continue
            }
            for item in items.elements { try take(item, in: list, from: source, &mistakes) }
        }
    }

    /// Takes one object, or notes why not.
    private mutating func take(
        _ value: Value, in list: ManifestObject?, from source: Source, _ mistakes: inout Int
    ) throws(ClusterFolderError) {
        do throws(ClusterFolderError) {
            try take(source.object(value, in: list), from: source)
        } catch {
            try refuse(error)
            mistakes += 1
            guard mistakes < Self.maximumMistakes else {
                throw .unreadable("\(source.file): \(mistakes) mistakes are enough; the rest of it was not read")
            }
        }
    }

    private mutating func take(_ object: ManifestObject, from source: Source) throws(ClusterFolderError) {
        guard object.items == nil else { throw source.error(at: object.value, "a list cannot stand in a list") }
        let kind = ManifestKind(object)
        let name = try source.name(of: object, kind)
        if let name { try note(name, of: object, from: source) }
        if let kind, let name { try keep(object, kind, name, from: source) }
        if isForInventory { objects.append(object) }
    }

    private mutating func keep(
        _ object: ManifestObject, _ kind: ManifestKind, _ name: ObjectName, from source: Source
    ) throws(ClusterFolderError) {
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
        if let earlier = seen.updateValue((source, object.value), forKey: identity) {
            let place = earlier.source.place(of: earlier.object)
            let owner = name.namespace.isEmpty ? "" : " in namespace \(Quoted(name.namespace))"
            throw source.error(
                at: object.value, "\(object.kind) \(Quoted(name.name))\(owner) stands twice; the first is at \(place)"
            )
        }
    }
}
