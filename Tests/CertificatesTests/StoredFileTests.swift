internal import Glibc
internal import Testing

@testable import Certificates

struct StoredFileTests {
    @Test func `what is there is not overwritten, nor is a draft left behind`() throws {
        let temporary = try TemporaryFolder()
        let file = StoredFile(path: "\(temporary.path)/tls.key")
        try file.write(Array("first".utf8), mode: 0o600, overwrite: false)
        #expect(throws: CertificateError.exists(path: file.path)) {
            try file.write(Array("second".utf8), mode: 0o600, overwrite: false)
        }
        #expect(try CertificateFile.bytes(file.path) == Array("first".utf8))
        #expect(names(in: temporary.path) == ["tls.key"])
    }

    @Test func `a dangling symbolic link counts as being there`() throws {
        let temporary = try TemporaryFolder()
        let file = StoredFile(path: "\(temporary.path)/tls.key")
        #expect(unsafe symlink("/nowhere/tls.key", file.path) == 0)
        #expect(file.exists)
        #expect(throws: CertificateError.exists(path: file.path)) {
            try file.write([1], mode: 0o600, overwrite: false)
        }
    }

    @Test func `overwriting replaces a link and its wide permissions, not what it points to`() throws {
        let temporary = try TemporaryFolder()
        let target = StoredFile(path: "\(temporary.path)/target")
        try target.write(Array("kept".utf8), mode: 0o644, overwrite: false)
        let file = StoredFile(path: "\(temporary.path)/tls.key")
        #expect(unsafe symlink(target.path, file.path) == 0)
        try file.write(Array("new".utf8), mode: 0o600, overwrite: true)
        #expect(try CertificateFile.bytes(target.path) == Array("kept".utf8))
        #expect(try CertificateFile.bytes(file.path) == Array("new".utf8))
        #expect(permissions(of: file.path) == 0o600)
    }
}
