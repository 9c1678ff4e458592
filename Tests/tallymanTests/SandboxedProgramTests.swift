import Certificates
import Files
import Glibc
import HTTP
import Scratch
import Serving
import Testing

/// The whole program in its sandbox, which is how it runs.
@Suite(.timeLimit(.minutes(5))) struct SandboxedProgramTests {
    private static let program = "\(Manifests.root)/.build/debug/tallyman"
    private static let review = "\(Manifests.root)/Tests/Reviews/keep-namespace/project-create-keep-bad-1.json"

    private static func configuration(_ folder: String) -> String {
        """
        apiVersion: tallyman/v1alpha1
        kind: Configuration
        server:
          port: 0
          admin: null
          tls: {certificate: \(folder)/certs/tls.crt, privateKey: \(folder)/certs/tls.key}
        cluster: {source: directory, directory: \(folder)/cluster}
        """
    }

    private static func write(_ path: String, _ text: String) throws {
        try StoredFile(path).write(Array(text.utf8), mode: 0o600, overwrite: false)
    }

    @Test(.enabled(if: Program.isThere(at: program), "there is no \(program) here"))
    func `it serves, reads its folders again, and ends well`() throws {
        let folder = try TemporaryFolder()
        let certificates = CertificateFolder("\(folder.path)/certs")
        _ = try certificates.complete(for: ServingNames(service: "tallyman", namespace: "test"))
        unsafe mkdir("\(folder.path)/cluster", 0o700)
        try Self.write("\(folder.path)/config.yaml", Self.configuration(folder.path))
        let running = try RunningProgram([Self.program, "serve", "--config", "\(folder.path)/config.yaml"])
        let line = try #require(running.line(containing: "serving on https://127.0.0.1:"))
        let port = line.split(separator: "https://127.0.0.1:").last.map { $0.prefix { $0.isNumber } } ?? ""
        let sandbox = try #require(running.line(containing: "tallyman: sandbox: "))
        #expect(sandbox.contains("system calls are left"), "\(sandbox)")

        let status = try String(decoding: Files.read("/proc/\(running.process)/status", limit: 1 << 16), as: UTF8.self)
        #expect(status.contains("NoNewPrivs:\t1\n") && status.contains("Seccomp:\t2\n"), "\(status)")

        try answers(UInt16(port) ?? 0, certificates)
        try Self.write(
            "\(folder.path)/cluster/project.yaml",
            "apiVersion: kargo.akuity.io/v1alpha1\nkind: Project\nmetadata: {name: shop}\n")
        running.send(SIGHUP)
        #expect(running.line(containing: "read again") != nil)
        try answers(UInt16(port) ?? 0, certificates)
        running.send(SIGTERM)
        #expect(running.line(containing: "stopped; every request was answered") != nil)
        #expect(running.end() == 0)
    }

    private func answers(_ port: UInt16, _ certificates: CertificateFolder) throws {
        let authorities = try Files.read(certificates.path(of: .authorityCertificate), limit: 1 << 20)
        let origin = try #require(Origin(host: "127.0.0.1", port: port))
        let client = try HTTPClient(ClientSettings(origin, tls: ClientTLS(authorities: authorities)))
        let inbox = try Inbox<Call.Outcome>()
        let review = try Files.read(Self.review, limit: 1 << 20)
        let request = Request(method: .post, path: "/validate", body: review)
        client.send(Call(request, limit: 1 << 20, within: .seconds(30)) { inbox.post($0) })
        let outcome = try #require(inbox.next().first)
        #expect(try outcome.get().status == 200)
    }
}
