import Certificates
import Files
import Glibc
import Serving

/// A CA and a server's certificate for this machine in a folder of their own, gone when this goes.
final class Authority {
    let folder: CertificateFolder
    let certificates: [UInt8]

    init() throws {
        var template = Array("/tmp/tallyman-authority-XXXXXX".utf8CString)
        guard let made = unsafe mkdtemp(&template) else { throw Client.Failure(what: "mkdtemp") }
        folder = CertificateFolder(unsafe String(cString: made))
        _ = try folder.complete(for: ServingNames(service: "api", namespace: "test"))
        certificates = try Files.read(folder.path(of: .authorityCertificate), limit: 1 << 20)
    }

    deinit {
        for file in CertificateFolder.File.allCases { unsafe unlink(folder.path(of: file)) }
        unsafe rmdir(folder.path)
    }

    var settings: TLSSettings {
        TLSSettings(certificate: folder.path(of: .certificate), privateKey: folder.path(of: .key))
    }
}
