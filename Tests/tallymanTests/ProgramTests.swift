import Files
import Glibc
import Scratch
import Testing

/// What comes of the whole program: its exit status, and what it says on standard error.
@Suite struct ProgramTests {
    /// As `swift test` leaves it beside the tests.
    private static let program = "\(Manifests.root)/.build/debug/tallyman"
    private static let cluster = "\(Manifests.root)/Tests/AuditTests/Fixtures/cluster"

    /// What it says on standard error, and behind that its exit status.
    private static func run(_ arguments: [String], output: String) throws -> String {
        let script = "\"$0\" \"$@\" 2>&1 > \(output); echo $?"
        return String(decoding: try Program.output(of: ["sh", "-c", script, program] + arguments), as: UTF8.self)
    }

    static let commands: [[String]] = [
        ["--version"], ["--help"], ["config", "show"], ["config", "validate"],
        ["audit", "--cluster", cluster], ["audit", "--cluster", cluster, "-o", "json"],
        ["audit", "--cluster", cluster, "-o", "html"], ["doctor", "--cluster", cluster], ["check", cluster],
        ["can-i", "get", "secrets", "--as", "alice", "--cluster", cluster],
        ["test", "\(Manifests.root)/Tests/Reviews/keep-namespace"],
    ]

    @Test(.enabled(if: Program.isThere(at: program), "there is no \(program) here"), arguments: commands)
    func `what the disk has no room for is no answer`(_ arguments: [String]) throws {
        let said = try Self.run(arguments, output: "/dev/full").split(separator: "\n")
        #expect(said.last == "2")
        #expect(said.count { $0 == "standard output: cannot write: No space left on device" } == 1, "\(said)")
        let usual = try Self.run(arguments, output: "/dev/null").split(separator: "\n")
        #expect(usual == said.dropLast().filter { !$0.hasPrefix("standard output: ") } + usual.suffix(1))
    }

    @Test(.enabled(if: Program.isThere(at: program), "there is no \(program) here"), arguments: ["audit", "doctor"])
    func `a file that is none of a cluster's is named, and the rest is looked at`(_ command: String) throws {
        let folder = try TemporaryFolder()
        func write(_ name: String, _ text: String) throws {
            try StoredFile("\(folder.path)/\(name)").write(Array(text.utf8), mode: 0o600, overwrite: false)
        }
        try write("broken.yaml", "a: [1\n")
        try write("values.yaml", "replicas: 2\n")
        try write("project.yaml", "apiVersion: kargo.akuity.io/v1alpha1\nkind: Project\nmetadata: {name: shop}\n")
        // All it says, in text.
        let said = try Self.run([command, "--cluster", folder.path], output: "/dev/stdout")
        #expect(said.contains("could not be read: \(folder.path)/broken.yaml:"))
        #expect(said.contains("no Kubernetes object: \(folder.path)/values.yaml"))
        #expect(said.hasSuffix("\n2\n"))
    }
}
