internal import Glibc
internal import Rules
internal import Testing

@testable import Configuration

struct ConfigurationFileTests {
    /// Runs `body` with the path of a file that holds `bytes`.
    private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        var template = Array("/tmp/tallyman-XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&template)
        try #require(descriptor >= 0)
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unsafe unlink(path) }
        let written = unsafe write(descriptor, bytes, bytes.count)
        close(descriptor)
        try #require(written == bytes.count)
        try body(path)
    }

    @Test func `a file is read, and its name stands in messages`() throws {
        try withFile(Array("\(head)kargo: {namespace: k}".utf8)) { path in
            #expect(try ConfigurationFile.load(path).settings.kargo.namespace == "k")
        }
        try withFile(Array("\(head)x: 1".utf8)) { path in
            let error = #expect(throws: ConfigurationError.self) { try ConfigurationFile.load(path) }
            #expect(error?.description.hasPrefix("\(path):3:1: x: unknown key") == true)
        }
    }

    @Test func `a file has a size that it may have`() throws {
        let text = Array(head.utf8)
        let filler = [UInt8](repeating: UInt8(ascii: "\n"), count: ConfigurationFile.maximumBytes - text.count)
        try withFile(text + filler) { path in
            #expect(try ConfigurationFile.load(path) == Configuration())
        }
        try withFile(text + filler + [0x0A]) { path in
            #expect(
                throws: ConfigurationError.unreadable(
                    file: path, reason: "larger than 1048576 bytes; a configuration is not")
            ) {
                try ConfigurationFile.load(path)
            }
        }
    }

    @Test(arguments: [
        ("/nonexistent/config.yaml", "/nonexistent/config.yaml: no such file or directory"),
        ("/tmp", "/tmp: is a directory"),
    ])
    func `what cannot be read says why`(_ path: String, _ message: String) {
        let error = #expect(throws: ConfigurationError.self) { try ConfigurationFile.load(path) }
        #expect(error?.description == message)
    }
}
