import Glibc
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
        #expect(error?.description == "/nowhere/at/all: cannot be opened: no such file or directory")
        #expect(throws: FileError.self) { try Folder.entries(of: "/nowhere") }
    }

    @Test func `a folder lists files and folders by name and leaves out hidden ones`() throws {
        var template = Array("/tmp/tallyman-files-XXXXXX".utf8CString)
        try #require(unsafe mkdtemp(&template) != nil)
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { try? removeAll(path) }
        unsafe mkdir("\(path)/b", 0o700)
        for name in ["c.yaml", "a.json", ".hidden"] {
            try OpenFile("\(path)/\(name)", flags: O_WRONLY | O_CREAT, mode: 0o600).store(Array("x".utf8))
        }
        #expect(try Folder.entries(of: path) == [.file("a.json"), .folder("b"), .file("c.yaml")])
        #expect(Folder.exists(path) && !Folder.exists("\(path)/a.json"))
    }

    private func removeAll(_ path: String) throws {
        for name in ["c.yaml", "a.json", ".hidden"] { unsafe unlink("\(path)/\(name)") }
        unsafe rmdir("\(path)/b")
        unsafe rmdir(path)
    }
}
