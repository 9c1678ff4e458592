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

    @Test(.timeLimit(.minutes(5)), arguments: ["pipe", "folder", "/dev/null"])
    func `who must not wait reads regular files only`(_ name: String) throws {
        let folder = try TemporaryFolder()
        #expect(unsafe mkfifo("\(folder.path)/pipe", 0o600) == 0)
        #expect(unsafe mkdir("\(folder.path)/folder", 0o700) == 0)
        let path = name.hasPrefix("/") ? name : "\(folder.path)/\(name)"
        #expect(throws: FileError.irregular(path: path)) { try Files.readRegular(path, limit: 1 << 20) }
        #expect(FileState(of: path)?.isRegular == false)
        #expect(try Files.readRegular(#filePath, limit: 1 << 20) == Files.read(#filePath, limit: 1 << 20))
        #expect(FileState(of: #filePath)?.isRegular == true)
    }

    @Test func `others read a pipe to its end, as a shell makes them of a command`() throws {
        var ends: [Int32] = [0, 0]
        #expect(unsafe pipe(&ends) == 0)
        defer { close(ends[0]) }
        try Files.write([1, 2, 3], to: ends[1], path: "pipe")
        close(ends[1])
        #expect(try Files.read("/dev/fd/\(ends[0])", limit: 10) == [1, 2, 3])
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
