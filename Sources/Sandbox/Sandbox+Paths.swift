internal import Glibc

extension Sandbox {
    /// Has this file readable as long as it stays the same.
    package mutating func allow(_ path: String) {
        if !readable.contains(path) { readable.append(path) }
    }

    /// Has all beneath a folder readable. If its name is a symbolic link, another may take its place.
    package mutating func allow(folder: String) {
        allow(folder)
        if let parent = Self.parent(of: folder), let own = Self.resolved(parent), let target = Self.resolved(folder),
            Self.parent(of: target) != own
        {
            allow(parent)
        }
    }

    /// Has a file readable, and whatever takes its place: all that is in its folder, and in the one where it is if its
    /// name is a symbolic link.
    package mutating func allow(folderOf file: String) {
        guard let folder = Self.parent(of: file) else { return allow(file) }
        allow(folder)
        guard let own = Self.resolved(folder), let target = Self.resolved(file) else { return }
        if !target.hasPrefix("\(own)/"), let folder = Self.parent(of: target) { allow(folder) }
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

    /// Without symbolic links; nil if there is nothing. The corresponding C function is `realpath`.
    private static func resolved(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}
