internal import Glibc

/// A folder in the file system.
package enum Folder {
    /// What an entry is.
    package enum Entry: Sendable, Equatable {
        case file(String)
        case folder(String)

        package var name: String {
            switch self {
            case .file(let name), .folder(let name): name
            }
        }
    }

    /// Files and folders in it by name, in order, without hidden ones.
    package static func entries(of path: String) throws(FileError) -> [Entry] {
        guard let folder = unsafe opendir(path) else { throw .last(path, "open") }
        defer { unsafe closedir(folder) }
        var entries: [Entry] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            entries.append(exists("\(path)/\(name)", as: S_IFDIR) ? .folder(name) : .file(name))
        }
        return entries.sorted { $0.name < $1.name }
    }

    /// Whether a folder is there.
    package static func exists(_ path: String) -> Bool { exists(path, as: S_IFDIR) }

    private static func exists(_ path: String, as type: mode_t) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == type
    }
}
