internal import Manifests

/// A file that is to be written.
package struct Output: Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, CaseIterable {
        case projectConfig, secret
        /// The input without what the others have taken over.
        case migrated
    }

    package let kind: Kind
    package let path: String
    package let bytes: [UInt8]
    /// Permissions, as for chmod(2).
    package let mode: UInt32

    /// For those who are told of it.
    package var description: String {
        kind == .secret ? "\(OneLine(path)) (for its owner only)" : "\(OneLine(path))"
    }

    /// Where what comes of an input is put: `shop.yaml` becomes `shop.migrated.yaml` and so on. What was JSON stays it.
    /// - Parameter folder: nil: beside the input.
    static func path(_ kind: Kind, of input: String, in folder: String?) -> String {
        let slash = input.utf8.lastIndex(of: UInt8(ascii: "/"))
        let file = slash.map { input[input.utf8.index(after: $0)...] } ?? input[...]
        let ending = [".yaml", ".yml", ".json"].first { file.hasSuffix($0) && file.utf8.count > $0.utf8.count } ?? ""
        let name =
            switch kind {
            case .projectConfig: "\(file.dropLast(ending.count)).projectconfig.yaml"
            case .secret: "\(file.dropLast(ending.count)).secret.yaml"
            case .migrated: "\(file.dropLast(ending.count)).migrated\(ending == ".json" ? ending : ".yaml")"
            }
        guard let folder else { return slash.map { input[...$0] + name } ?? name }
        return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }
}
