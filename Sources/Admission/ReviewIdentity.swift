internal import JSON

/// What a reply needs of a review, found even in a body that is no valid review.
///
/// An answer without the request's uid is no answer, and then `failurePolicy` decides: an open door where that is
/// Ignore. So this looks for `request.uid` in whatever came, following nothing but strings and brackets.
package struct ReviewIdentity: Equatable, Sendable {
    package let uid: String
    package let version: APIVersion

    package init(uid: String, version: APIVersion) {
        self.uid = uid
        self.version = version
    }

    /// - Parameter bytes: a request's body, or the beginning of one.
    /// - Returns: nil where there is no uid to be found.
    package static func find(in bytes: [UInt8]) -> ReviewIdentity? {
        var scan = Scan(bytes)
        scan.run()
        guard let uid = scan.uid, !uid.isEmpty else { return nil }
        return ReviewIdentity(uid: uid, version: scan.version ?? .v1)
    }
}

extension ReviewIdentity {
    private struct Scan {
        private let bytes: [UInt8]
        private var at = 0
        private var depth = 0
        /// The last string, which a colon makes a key; the last key at depth 1.
        private var last: Range<Int>?
        private var key: Range<Int>?
        /// Whether what was opened last at depth 2 is the request.
        private var isInRequest = false
        private(set) var uid: String?
        private(set) var version: APIVersion?

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        /// Up to the end, or until both are found.
        mutating func run() {
            while at < bytes.count, uid == nil || version == nil {
                switch bytes[at] {
                case UInt8(ascii: "\""): string()
                case UInt8(ascii: ":"): key = last
                case UInt8(ascii: ","): (key, last) = (nil, nil)
                case UInt8(ascii: "{"), UInt8(ascii: "["): open()
                case UInt8(ascii: "}"), UInt8(ascii: "]"): close()
                default: break
                }
                at += 1
            }
        }

        private mutating func open() {
            depth += 1
            if depth == 2 { isInRequest = bytes[at] == UInt8(ascii: "{") && isKey("request") }
            (key, last) = (nil, nil)
        }

        private mutating func close() {
            depth -= 1
            (key, last) = (nil, nil)
        }

        private mutating func string() {
            let start = at + 1
            at = start
            while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
                at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
            }
            guard at < bytes.count else { return }
            let range = start..<at
            if depth == 1, isKey("apiVersion") {
                version = version ?? text(range).flatMap(APIVersion.init(rawValue:))
            } else if depth == 2, isInRequest, isKey("uid") {
                uid = uid ?? text(range)
            }
            last = range
        }

        private func isKey(_ name: String) -> Bool { key.map { bytes[$0].elementsEqual(name.utf8) } ?? false }

        /// A string's text, as the strict parser reads it; nil where it refuses.
        private func text(_ range: Range<Int>) -> String? {
            let literal = Array(bytes[range.lowerBound - 1...range.upperBound])
            return try? Parser.parse(literal).root.string
        }
    }
}
