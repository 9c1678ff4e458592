internal import Glibc

/// The system's words for one of its errors.
enum ErrorText {
    static func of(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}
