/// A file's name as a URI, RFC 3986: relative where the file is in the given folder or named by a relative path.
struct FileURI: CustomStringConvertible {
    let description: String

    init(_ path: String, in folder: String) {
        let inside = folder.hasSuffix("/") ? folder : "\(folder)/"
        if path.hasPrefix(inside) {
            description = Self.escaped(path.dropFirst(inside.count))
        } else {
            description = (path.hasPrefix("/") ? "file://" : "") + Self.escaped(path[...])
        }
    }

    /// Section 2.3: unreserved characters stand as they are. A colon in the first segment would make a scheme of it.
    private static func escaped(_ path: Substring) -> String {
        path.utf8.reduce(into: "") { uri, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                uri += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }
}
