internal import HTTP

/// A request to the API server but for its token.
struct APIQuery: Sendable {
    var method = Method.get
    /// Below the server's own path. Names in it have been checked or encoded: see `Resource`.
    var path: String
    var parameters: [(name: String, value: String)] = []
    var accept = "application/json"
    var body: [UInt8] = []
    /// Bytes that the answer may have. An object has 1.5 MiB in etcd at most and grows by half in indented JSON.
    var limit = 4 << 20
    var isSecret = false

    /// Metadata only, where the server knows how (k8s.io/apimachinery, PartialObjectMetadata).
    static let metadata = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json"
    static let metadataList = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json"

    func request(below basePath: String, token: String?) -> Request {
        var headers: Headers = ["Accept": accept, "User-Agent": "tallyman"]
        if let token { headers.append("Authorization", "Bearer \(token)") }
        if !body.isEmpty { headers.append("Content-Type", "application/json") }
        let query = parameters.map { "\($0.name)=\(Self.encoded($0.value))" }.joined(separator: "&")
        return Request(
            method: method, path: basePath + path, query: query.isEmpty ? nil : query, headers: headers, body: body)
    }

    /// RFC 3986 section 2.1: everything but unreserved characters is written in percents.
    static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return encoded
    }
}
