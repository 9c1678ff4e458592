internal import Certificates
internal import HTTP
internal import Webhook

/// The CA's revocation list that stands beside the serving certificate, as `tallyman certs init` has it.
enum ServedList: Sendable, Equatable {
    /// In DER.
    case there([UInt8])
    case missing(why: String)

    /// Read with the certificate and not when somebody asks: no loop waits for a file, whatever it is on.
    init(beside certificate: String) {
        do throws(CertificateError) {
            self = .there(try RevocationListFile.der(regularFile: RevocationListFile.path(beside: certificate)))
        } catch {
            self = .missing(why: "\(error)")
        }
    }

    var response: Response {
        switch self {
        case .there(let der): Response(contentType: RevocationListFile.contentType, body: der)
        case .missing(let why):
            Response(.notFound, reason: "NotFound", "no revocation list is beside the certificate: \(why)")
        }
    }
}
