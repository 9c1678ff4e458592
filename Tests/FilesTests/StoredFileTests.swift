internal import Glibc
internal import Scratch
import Testing

@testable import Files

struct StoredFileTests {
    @Test func `what is there is not overwritten, nor is a draft left behind`() throws {
        let temporary = try TemporaryFolder()
        let file = StoredFile("\(temporary.path)/tls.key")
        try file.write(Array("first".utf8), mode: 0o600, overwrite: false)
        #expect(throws: FileError.exists(path: file.path)) {
            try file.write(Array("second".utf8), mode: 0o600, overwrite: false)
        }
        #expect(try Files.read(file.path, limit: 100) == Array("first".utf8))
        #expect(names(in: temporary.path) == ["tls.key"])
    }

    @Test func `a dangling symbolic link counts as being there`() throws {
        let temporary = try TemporaryFolder()
        let file = StoredFile("\(temporary.path)/tls.key")
        #expect(unsafe symlink("/nowhere/tls.key", file.path) == 0)
        #expect(file.exists)
        #expect(throws: FileError.exists(path: file.path)) {
            try file.write([1], mode: 0o600, overwrite: false)
        }
    }

    @Test func `overwriting replaces a link and its wide permissions, not what it points to`() throws {
        let temporary = try TemporaryFolder()
        let target = StoredFile("\(temporary.path)/target")
        try target.write(Array("kept".utf8), mode: 0o644, overwrite: false)
        let file = StoredFile("\(temporary.path)/tls.key")
        #expect(unsafe symlink(target.path, file.path) == 0)
        try file.write(Array("new".utf8), mode: 0o600, overwrite: true)
        #expect(try Files.read(target.path, limit: 100) == Array("kept".utf8))
        #expect(try Files.read(file.path, limit: 100) == Array("new".utf8))
        #expect(permissions(of: file.path) == 0o600)
    }
}
