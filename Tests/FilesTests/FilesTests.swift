import Glibc
import Scratch
import Testing

@testable import Files

@Suite struct FilesTests {
    @Test func `a file is read whole, and one byte too many is refused`() throws {
        #expect(try Files.read(#filePath, limit: 1 << 20).starts(with: "import Glibc".utf8))
        let size = try Files.read(#filePath, limit: 1 << 20).count
        #expect(try Files.read(#filePath, limit: size).count == size)
        #expect(throws: FileError.tooLarge(path: #filePath, limit: size - 1)) {
            try Files.read(#filePath, limit: size - 1)
        }
    }

    @Test func `what is not there is said with its path`() {
        let error = #expect(throws: FileError.self) { try Files.read("/nowhere/at/all", limit: 1) }
        #expect(error?.description == "/nowhere/at/all: cannot read: No such file or directory")
        #expect(throws: FileError.self) { try Folder.entries(of: "/nowhere") }
    }

    @Test func `two names of one file are told, and its permissions`() throws {
        let folder = try TemporaryFolder()
        let (file, other) = (StoredFile("\(folder.path)/a"), StoredFile("\(folder.path)/b"))
        #expect(file.permissions == nil && !file.isSame(as: file))
        try file.write([1], mode: 0o600, overwrite: false)
        #expect(file.permissions == 0o600 && file.isSame(as: file) && !file.isSame(as: other))
        #expect(unsafe symlink(file.path, other.path) == 0)
        #expect(file.isSame(as: other) && other.permissions == 0o600)
    }

    @Test func `a folder lists files and folders by name and leaves out hidden ones`() throws {
        let folder = try TemporaryFolder()
        unsafe mkdir("\(folder.path)/b", 0o700)
        for name in ["c.yaml", "a.json", ".hidden"] {
            try StoredFile("\(folder.path)/\(name)").write([1], mode: 0o600, overwrite: false)
        }
        #expect(try Folder.entries(of: folder.path) == [.file("a.json"), .folder("b"), .file("c.yaml")])
        #expect(Folder.exists(folder.path) && !Folder.exists("\(folder.path)/a.json"))
    }
}
