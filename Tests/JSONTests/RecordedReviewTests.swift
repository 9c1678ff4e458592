internal import Files
internal import Testing

@testable import JSON

/// Reviews as kube-apiserver sent them.
struct RecordedReviewTests {
    static let names = [
        "ns-terminating-with-content.validate.15", "kp-update-set-ref.validate", "project-create-keep-bad-10.validate",
    ]

    private static func review(_ name: String) throws -> [UInt8] {
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        return try Files.read("/\(folder)/Fixtures/\(name).json", limit: 1 << 20)
    }

    @Test(arguments: names) func `a review is read`(_ name: String) throws {
        let root = try Parser.parse(Self.review(name)).root
        #expect(root["kind"]?.isString("AdmissionReview") == true)
        #expect(root["request"]?["uid"]?.string?.utf8.count == 36)
    }

    /// Every cut of the shortest; for the time it takes, every eleventh of the others.
    @Test(arguments: zip(names, [11, 11, 1])) func `a review cut anywhere is refused at its end`(
        _ name: String, _ step: Int
    ) throws {
        let bytes = try Self.review(name)
        let end = try #require(bytes.lastIndex(of: UInt8(ascii: "}")))
        for cut in stride(from: 0, through: end, by: step) {
            let error = Result { () throws(ParseError) in try Parser.parse(Array(bytes.prefix(cut))) }.failure
            // In the middle of an escape or a character the error is where that begins, at most five bytes before.
            guard let error, cut - error.offset <= 5 else {
                Issue.record("cut at \(cut): \(error?.description ?? "taken")")
                return
            }
        }
    }

    @Test(arguments: names) func `a review written again is the same value`(_ name: String) throws {
        let root = try Parser.parse(Self.review(name)).root
        var writer = Writer()
        writer.copy(root)
        let copy = try Parser.parse(writer.bytes).root
        #expect(copy == root)
    }

    @Test(arguments: names) func `a review with any byte spoilt is refused or read, and does no harm`(_ name: String)
        throws
    {
        let bytes = try Self.review(name)
        let harmful: [UInt8] = [0x00, 0x22, 0x5C, 0x7D, 0xFF]
        for at in stride(from: 0, to: bytes.count, by: 11) {
            var spoilt = bytes
            spoilt[at] = harmful[at % harmful.count]
            guard let root = try? Parser.parse(spoilt).root else { continue }
            #expect(root == root)
        }
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}

extension Writer {
    /// Writes a value part by part.
    fileprivate mutating func copy(_ value: Value) {
        switch value.kind {
        case .object:
            beginObject()
            for member in value.members {
                key(member.key)
                copy(member.value)
            }
            endObject()
        case .array:
            beginArray()
            for element in value.elements { copy(element) }
            endArray()
        case .string: string(value.string ?? "")
        case .number: number(value.raw)
        case .bool: bool(value.bool ?? false)
        case .null: null()
        }
    }
}
