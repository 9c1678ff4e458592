import Files
import Glibc
import Scratch
import Testing

@Suite struct FileStateTests {
    static let changes: [(String, @Sendable (String) -> Void)] = [
        (
            "is written to",
            { path in
                let file = unsafe fopen(path, "a")
                unsafe fputs("x", file)
                unsafe fclose(file)
            }
        ),
        (
            "is replaced",
            { path in
                let file = unsafe fopen(path + ".new", "w")
                unsafe fputs("text", file)
                unsafe fclose(file)
                unsafe rename(path + ".new", path)
            }
        ),
        ("goes", { path in unsafe unlink(path) }),
    ]

    @Test(arguments: changes.indices) func `a file has another state when it`(_ index: Int) throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/file"
        try StoredFile(path).write(Array("text".utf8), mode: 0o600, overwrite: false)
        let before = FileState(of: path)
        #expect(before != nil && before == FileState(of: path))
        Self.changes[index].1(path)
        #expect(before != FileState(of: path), "\(Self.changes[index].0)")
    }

    @Test func `a folder that is swapped by its link has other files in it`() throws {
        let folder = try TemporaryFolder()
        for name in ["..1", "..2"] {
            unsafe mkdir("\(folder.path)/\(name)", 0o700)
            try StoredFile("\(folder.path)/\(name)/file").write(Array("text".utf8), mode: 0o600, overwrite: false)
        }
        unsafe symlink("..1", "\(folder.path)/..data")
        unsafe symlink("..data/file", "\(folder.path)/file")
        let before = FileState(of: "\(folder.path)/file")
        unsafe symlink("..2", "\(folder.path)/..data_tmp")
        unsafe rename("\(folder.path)/..data_tmp", "\(folder.path)/..data")
        #expect(before != nil && before != FileState(of: "\(folder.path)/file"))
    }
}
