package import Glibc

/// A folder of a test's own, gone with everything in it when the test ends.
package struct TemporaryFolder: ~Copyable {
    package let path: String

    package init() throws(Unavailable) {
        var template = Array("/tmp/tallyman-tests-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else { throw Unavailable() }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        for name in names(in: path) where unsafe unlink("\(path)/\(name)") != 0 {
            for inner in names(in: "\(path)/\(name)") { unsafe unlink("\(path)/\(name)/\(inner)") }
            unsafe rmdir("\(path)/\(name)")
        }
        unsafe rmdir(path)
    }

    package struct Unavailable: Error {}
}

/// The names in a folder, sorted, without `.` and `..`.
package func names(in folder: String) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
        names.append(unsafe withUnsafePointer(to: &entry.pointee.d_name.0) { unsafe String(cString: $0) })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
}

/// The permission bits of a file, zero if there is none.
package func permissions(of path: String) -> mode_t {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
}
