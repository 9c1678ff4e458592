internal import Files
internal import Rules
internal import Scratch
internal import Testing

@testable import Configuration

struct ConfigurationFileTests {
    /// Runs `body` with the path of a file that holds `bytes`.
    private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/config.yaml"
        try StoredFile(path).write(bytes, mode: 0o600, overwrite: false)
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
        ("/nonexistent/config.yaml", "/nonexistent/config.yaml: cannot read: No such file or directory"),
        ("/tmp", "/tmp: cannot read: Is a directory"),
    ])
    func `what cannot be read says why`(_ path: String, _ message: String) {
        let error = #expect(throws: ConfigurationError.self) { try Configuration(file: path) }
        #expect(error?.description == message)
    }
}
