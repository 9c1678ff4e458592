internal import COpenSSL

extension CertificateError {
    /// What OpenSSL's error queue says, emptying it.
    static func fromOpenSSL(_ action: String) -> CertificateError {
        .openSSL(action: action, reason: openSSLReason())
    }

    /// The newest entry of OpenSSL's error queue in words. The queue is empty afterwards.
    static func openSSLReason() -> String {
        let code = ERR_peek_last_error()
        ERR_clear_error()
        guard code != 0 else { return "no reason given" }
        // ERR_reason_error_string has no text for system errors; ERR_error_string_n always has.
        var text = [CChar](repeating: 0, count: 256)
        unsafe ERR_error_string_n(code, &text, text.count)
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
