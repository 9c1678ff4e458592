internal import ArgumentParser
internal import Testing

@testable import tallyman

@Suite struct DoctorCommandTests {
    private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    @Test(arguments: [
        // Certificates are yet to be filled in.
        (["--cluster", "\(root)/manifests/base"], ExitCode(1)),
        (["--cluster", "\(root)/manifests/base", "-o", "json"], ExitCode(1)),
        (["--cluster", "/nowhere"], ExitCode(2)), (["--kubeconfig", "/nowhere"], ExitCode(2)),
        (["--cluster", "\(root)/manifests/base", "--config", "/nowhere"], ExitCode(2)),
    ]) func `the answer is the exit status`(_ arguments: [String], _ status: ExitCode) throws {
        let command = try DoctorCommand.parse(arguments)
        #expect(throws: status) { try command.run() }
    }

    @Test(arguments: [
        ["-o", "sarif"], ["--cluster", ".", "--in-cluster"], ["--cluster", ".", "--context", "x"], ["shop"],
    ]) func `bad use is found before anything is read`(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try DoctorCommand.parse(arguments) }
    }
}
