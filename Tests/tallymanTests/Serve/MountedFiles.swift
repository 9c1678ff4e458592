import Certificates
import Files
import Glibc
import Scratch

/// A configuration and a certificate as a kubelet mounts them: names lead through the link `..data` to a folder, and a
/// change is another folder and another link in the old one's place.
final class MountedFiles: Sendable {
    private let folder: TemporaryFolder

    /// The folders, each with a CA and a certificate of its own.
    enum Version: String, CaseIterable {
        case first = "..1"
        case second = "..2"
    }

    init(_ text: String = "") throws {
        folder = try TemporaryFolder()
        let names = try ServingNames(service: "tallyman", namespace: "tallyman-system")
        for version in Version.allCases {
            _ = try CertificateFolder("\(folder.path)/\(version.rawValue)").complete(for: names)
            try write(text, in: version)
        }
        show(.first)
        for name in ["config.yaml", "tls.crt", "tls.key", "ca.crl"] {
            unsafe symlink("..data/\(name)", "\(folder.path)/\(name)")
        }
    }

    var configuration: String { "\(folder.path)/config.yaml" }
    var certificate: String { "\(folder.path)/tls.crt" }

    /// The CA that has signed a version's certificate, in PEM.
    func authority(_ version: Version) throws -> [UInt8] { try read("ca.crt", of: version) }

    func read(_ name: String, of version: Version) throws -> [UInt8] {
        try Files.read("\(folder.path)/\(version.rawValue)/\(name)", limit: 1 << 20)
    }

    /// Swaps the folder.
    func show(_ version: Version) {
        unsafe symlink(version.rawValue, "\(folder.path)/..data_tmp")
        unsafe rename("\(folder.path)/..data_tmp", "\(folder.path)/..data")
    }

    func remove(_ name: String, of version: Version = .first) {
        unsafe unlink("\(folder.path)/\(version.rawValue)/\(name)")
    }

    /// Has a pipe that nobody writes to in a file's place.
    func makePipe(_ name: String) {
        remove(name)
        unsafe mkfifo("\(folder.path)/\(Version.first.rawValue)/\(name)", 0o600)
    }

    /// Writes a configuration: `text`, and free ports.
    func write(_ text: String, in version: Version = .first) throws {
        let server = """
            apiVersion: tallyman/v1alpha1
            kind: Configuration
            server:
              port: 0
              admin: {port: 0}
              loops: 2
              tls: {certificate: \(folder.path)/tls.crt, privateKey: \(folder.path)/tls.key}

            """
        try put(Array((server + text + "\n").utf8), "config.yaml", in: version)
    }

    /// Replaces a file as editors do: by another one that is renamed.
    func put(_ bytes: [UInt8], _ name: String, in version: Version = .first) throws {
        try StoredFile("\(folder.path)/\(version.rawValue)/\(name)").write(bytes, mode: 0o600, overwrite: true)
    }
}
