internal import COpenSSL
internal import Glibc

/// A time in a certificate.
enum CertificateTime {
    /// RFC 3339 in UTC, `2026-01-31T12:00:00Z`.
    static func text(_ time: UnsafePointer<ASN1_TIME>?) throws(CertificateError) -> String {
        let parts = try unsafe parts(of: time)
        let date = unsafe [padded(parts.tm_year + 1900, 4), padded(parts.tm_mon + 1, 2), padded(parts.tm_mday, 2)]
        let clock = unsafe [padded(parts.tm_hour, 2), padded(parts.tm_min, 2), padded(parts.tm_sec, 2)]
        return date.joined(separator: "-") + "T" + clock.joined(separator: ":") + "Z"
    }

    /// Since 1970.
    static func seconds(_ time: UnsafePointer<ASN1_TIME>?) throws(CertificateError) -> Int {
        var parts = try unsafe parts(of: time)
        return unsafe timegm(&parts)
    }

    private static func parts(of time: UnsafePointer<ASN1_TIME>?) throws(CertificateError) -> tm {
        var parts = unsafe tm()
        guard unsafe ASN1_TIME_to_tm(time, &parts) == 1 else { throw .fromOpenSSL("read a time in a certificate") }
        return unsafe parts
    }

    private static func padded(_ number: Int32, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
