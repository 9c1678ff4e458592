internal import Files
internal import Glibc
internal import Rules
internal import Testing

@testable import Configuration

struct ConfigurationFileTests {
    /// Runs `body` with the path of a file that holds `bytes`.
    private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        let path = "/tmp/tallyman-\(UInt64.random(in: .min ... .max)).yaml"
        try OpenFile(path, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600).store(bytes)
        defer { unsafe unlink(path) }
        try body(path)
    }

    @Test func `without a file the defaults hold`() throws {
        #expect(try Configuration(file: nil).digest == Configuration().digest)
    }

    @Test func `a file is read`() throws {
        try withFile(Array("\(head)kargo: {namespace: k}".utf8)) { path in
            let configuration = try Configuration(file: path)
            #expect(configuration.settings.kargo.namespace == "k")
        }
    }

    @Test func `the file's name stands in messages`() throws {
        try withFile(Array("\(head)x: 1".utf8)) { path in
            let error = #expect(throws: ConfigurationError.self) { try Configuration(file: path) }
            #expect(error?.description.hasPrefix("\(path):3:1: x: unknown key") == true)
        }
    }

    @Test func `a file has a size that it may have`() throws {
        let text = Array(head.utf8)
        let filler = [UInt8](repeating: UInt8(ascii: "\n"), count: Configuration.maximumBytes - text.count)
        try withFile(text + filler) { path in _ = try Configuration(file: path) }
        try withFile(text + filler + [0x0A]) { path in
            #expect(throws: ConfigurationError.unreadable(.tooLarge(path: path, limit: 1 << 20))) {
                try Configuration(file: path)
            }
        }
    }

    @Test(arguments: [
        ("/nonexistent/config.yaml", "/nonexistent/config.yaml: cannot be opened: no such file or directory"),
        ("/tmp", "/tmp: cannot be read: is a directory"),
    ])
    func `what cannot be read says why`(_ path: String, _ message: String) {
        let error = #expect(throws: ConfigurationError.self) { try Configuration(file: path) }
        #expect(error?.description == message)
    }
}
