internal import Cluster
internal import Files
internal import JSON
internal import YAML

/// The objects of files and folders, in the order in which they stand there, and what could not be read.
package struct ManifestSet: Sendable {
    package private(set) var objects: [PlacedObject] = []
    package private(set) var unreadable: [Unreadable] = []

    /// What standard input is called as a file.
    package static let standardInput = "stdin"

    /// Folders in folders; a link to a folder above ends here.
    private static let maximumDepth = 32

    /// Reads files of any name, folders (all YAML and JSON files below them), and standard input for `-`.
    package init(_ paths: [String]) {
        for path in paths {
            let name = Self.plain(path)
            if path != "-", Folder.exists(path) { readFolder(name, depth: 0) } else { readFile(name) }
        }
    }

    /// Takes the contents of a file; JSON where the name ends so.
    package init(_ bytes: [UInt8], called file: String) { take(bytes, called: file) }

    private mutating func readFolder(_ path: String, depth: Int) {
        guard depth < Self.maximumDepth else {
            return refuse(path, "more than \(Self.maximumDepth) folders deep. Does a link lead back up?")
        }
        do throws(FileError) {
            for entry in try Folder.entries(of: path) {
                let inner = path == "." ? entry.name : path == "/" ? "/\(entry.name)" : "\(path)/\(entry.name)"
                switch entry {
                case .folder: readFolder(inner, depth: depth + 1)
                case .file(let name) where ManifestFile.endings.contains(where: name.hasSuffix): readFile(inner)
                case .file: break
                }
            }
        } catch {
            refuse(path, error.problem)
        }
    }

    private mutating func readFile(_ path: String) {
        let name = path == "-" ? Self.standardInput : path
        do throws(FileError) {
            take(try Files.read(path, limit: YAMLStream.maximumBytes), called: name)
        } catch {
            refuse(name, error.problem)
        }
    }

    private mutating func take(_ bytes: [UInt8], called file: String) {
        do throws(ClusterFolderError) {
            // Nothing between two `---` is no object, as kubectl has it.
            for manifest in try ManifestFile(bytes, file).documents where !manifest.root.isNull {
                take(manifest.root, in: nil, of: manifest, file)
            }
        } catch {
            switch error {
            case .manifest(_, let position, let message): refuse(file, at: position, message)
            case .unreadable(let why): refuse(file, why)
            }
        }
    }

    private mutating func take(_ value: Value, in list: ManifestObject?, of manifest: Manifest, _ file: String) {
        guard let object = ManifestObject(value, in: list) else {
            let message = "is no Kubernetes object: it needs an apiVersion and a kind"
            return refuse(file, at: manifest.position(of: value), message)
        }
        guard let items = object.items else {
            return objects.append(PlacedObject(file: file, manifest: manifest, object: object))
        }
        guard list == nil else {
            return refuse(file, at: manifest.position(of: value), "a list cannot stand in a list")
        }
        for item in items.elements { take(item, in: object, of: manifest, file) }
    }

    private mutating func refuse(_ file: String, at position: Position? = nil, _ message: String) {
        unreadable.append(Unreadable(file: file, position: position, message: message))
    }

    /// Without `./` before it and slashes behind it, as a repository's files are named.
    private static func plain(_ path: String) -> String {
        var path = path[...]
        while path.count > 2, path.hasPrefix("./") { path = path.dropFirst(2).drop { $0 == "/" } }
        while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
        return String(path)
    }
}
