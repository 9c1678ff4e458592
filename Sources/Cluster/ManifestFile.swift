internal import Files
internal import JSON
internal import YAML

/// A file of manifests.
package struct ManifestFile: Sendable {
    let path: String
    package let documents: [Manifest]

    private static let jsonEndings = [".json", ".JSON"]
    package static let endings = [".yaml", ".yml", ".YAML", ".YML"] + jsonEndings

    /// Reads `path`, as JSON where it is called so.
    init(_ path: String) throws(ClusterFolderError) {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try Files.readRegular(path, limit: YAMLStream.maximumBytes)
        } catch {
            throw .unreadable("\(error)")
        }
        try self.init(bytes, path)
    }

    /// Takes what is in `path`.
    package init(_ bytes: [UInt8], _ path: String) throws(ClusterFolderError) {
        self.path = path
        let isJSON = Self.jsonEndings.contains(where: path.hasSuffix)
        documents = isJSON ? [try Self.json(bytes, path)] : try Self.yaml(bytes, path)
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
