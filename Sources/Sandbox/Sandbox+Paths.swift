internal import Glibc

extension Sandbox {
    /// Has this file readable as long as it stays the same.
    package mutating func allow(_ path: String) {
        if !readable.contains(path) { readable.append(path) }
    }

    /// Has a file readable as long as it stays the same; if it is a symbolic link that leads to another folder, all
    /// that is in there.
    package mutating func allow(fileAt path: String) {
        allow(path)
        allowTargets(of: path, except: Self.parent(of: path).flatMap(Self.resolved))
    }

    /// Has all beneath a folder readable, and whatever takes its place if a symbolic link leads there.
    package mutating func allow(folder: String) {
        allow(folder)
        allowTargets(of: folder)
    }

    /// Has a file readable, and whatever takes its place: all that is in its folder, and in those that symbolic links
    /// on the way to it lead to.
    package mutating func allow(folderOf file: String) {
        guard let folder = Self.parent(of: file) else { return allow(file) }
        allow(folder)
        allowTargets(of: file)
    }

    /// For each symbolic link on the way to `path`, allows the folder in which that stands which it leads to: what it
    /// is made to lead to next mostly stands beside it (git-sync, a kubelet, releases).
    /// - Parameter except: a folder that is left out, without symbolic links in its name.
    private mutating func allowTargets(of path: String, except: String? = nil) {
        for end in path.indices.dropFirst() + [path.endIndex] where end == path.endIndex || path[end] == "/" {
            let name = String(path[..<end])
            // Where there is no end to the links, nothing is resolved.
            guard let target = Self.target(of: name), let resolved = Self.resolved(name) else { continue }
            if let folder = Self.parent(of: resolved), folder != except, !reads(folder) { allow(folder) }
            let own = target.hasPrefix("/") ? "" : Self.resolved(Self.folder(of: name)).map { "\($0)/" } ?? ""
            allowTargets(of: own + target, except: except)
        }
    }

    /// Whether all beneath a folder is readable, whose name has no symbolic links in it.
    private func reads(_ folder: String) -> Bool {
        readable.compactMap(Self.resolved).contains { folder == $0 || folder.hasPrefix("\($0)/") }
    }

    /// nil for what stands in the root, or is it: beneath that is everything.
    private static func parent(of path: String) -> String? {
        var folder = path[...]
        while folder.last == "/" { folder.removeLast() }
        guard folder.contains("/") else { return folder.isEmpty ? nil : "." }
        while let last = folder.last, last != "/" { folder.removeLast() }
        while folder.last == "/" { folder.removeLast() }
        return folder.isEmpty ? nil : String(folder)
    }

    /// Where a name stands, as it is written.
    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    }

    /// What a symbolic link says; nil for anything else. The corresponding C function is `readlink`.
    private static func target(of path: String) -> String? {
        let size = Int(PATH_MAX)
        var space = [CChar](repeating: 0, count: size)
        let count = unsafe readlink(path, &space, size)
        guard count > 0 else { return nil }
        return String(decoding: space[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Without symbolic links; nil if there is nothing. The corresponding C function is `realpath`.
    private static func resolved(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}
