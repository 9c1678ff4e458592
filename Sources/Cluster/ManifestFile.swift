internal import Files
internal import JSON
internal import YAML

/// A file of manifests.
struct ManifestFile {
    let path: String
    let documents: [Manifest]

    static let endings = [".yaml", ".yml", ".json"]

    /// Reads `path`, as JSON where it is called so.
    init(_ path: String) throws(ClusterFolderError) {
        self.path = path
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try Files.read(path, limit: YAMLStream.maximumBytes)
        } catch {
            throw .unreadable("\(error)")
        }
        documents = path.hasSuffix(".json") ? [try Self.json(bytes, path)] : try Self.yaml(bytes, path)
    }

    private static func yaml(_ bytes: [UInt8], _ path: String) throws(ClusterFolderError) -> [Manifest] {
        do throws(YAMLError) {
            return try YAMLStream.parse(bytes).map { .yaml($0) }
        } catch {
            throw .manifest(file: path, error.position, error.message)
        }
    }

    private static func json(_ bytes: [UInt8], _ path: String) throws(ClusterFolderError) -> Manifest {
        do throws(ParseError) {
            return .json(try Parser.parse(bytes))
        } catch {
            throw .manifest(file: path, Position(ofByte: error.offset, in: bytes), "\(error.reason)")
        }
    }
}

/// One document, which knows where its values stand.
enum Manifest {
    case yaml(YAMLDocument)
    case json(Document)

    var root: Value {
        switch self {
        case .yaml(let document): document.root
        case .json(let document): document.root
        }
    }

    func position(of value: Value) -> Position {
        switch self {
        case .yaml(let document): document.position(of: value)
        case .json(let document):
            // A string's range is that of its inside; its quote is what one sees first.
            Position(
                ofByte: value.byteRange.lowerBound - (value.kind == .string ? 1 : 0), in: document.bytes)
        }
    }
}

extension Position {
    fileprivate init(ofByte offset: Int, in bytes: [UInt8]) {
        let before = bytes[..<min(offset, bytes.count)]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        self.init(
            line: before.count { $0 == UInt8(ascii: "\n") } + 1,
            column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1)
    }
}
