internal import Testing

@testable import Encodings

struct Base64Tests {
    /// RFC 4648 section 10.
    static let vectors = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]

    @Test(arguments: vectors) func `text goes into base64 and comes out of it`(_ text: String, _ encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
        #expect(Base64.decode(Array(encoded.utf8)) == Array(text.utf8))
        let bare = encoded.filter { $0 != "=" }
        #expect(Base64.decode(Array(bare.utf8), padding: .none) == Array(text.utf8))
    }

    @Test(
        arguments: [
            ([0x00], "AA=="), ([0xFF], "/w=="), ([0xFB, 0xEF, 0xBE], "++++"), ([0xFF, 0xFF, 0xFF], "////"),
            ([0x14, 0xFB, 0x9C, 0x03, 0xD9, 0x7E], "FPucA9l+"),
        ] as [([UInt8], String)])
    func `every bit of a byte counts`(_ bytes: [UInt8], _ encoded: String) { #expect(Base64.encode(bytes) == encoded) }

    @Test func `every letter of the alphabet stands for its number`() {
        // 64 numbers of six bits, in 48 bytes.
        let bits = (0..<64).flatMap { number in (0..<6).map { UInt8(number >> (5 - $0) & 1) } }
        let bytes = stride(from: 0, to: bits.count, by: 8).map { bits[$0..<$0 + 8].reduce(0) { $0 << 1 | $1 } }
        #expect(Base64.encode(bytes) == "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    }

    @Test func `every byte comes back`() {
        let bytes = Array(UInt8.min...UInt8.max)
        for start in 0..<3 {
            let some = Array(bytes[start...])
            #expect(Base64.decode(Array(Base64.encode(some).utf8)) == some)
        }
    }

    /// As Go's StdEncoding answers.
    @Test(arguments: [
        ("Zg", nil), ("Zg=", nil), ("Zg===", nil), ("Z", nil), ("Z===", nil), ("=", nil), ("====", nil),
        ("Zm9v====", nil), ("Zg==Zg==", nil), ("Z=g=", nil), ("Zm9v Zg==", nil), ("Zm_v", nil), ("Zm-v", nil),
        ("Zm9é", nil), ("Zm\n9v\r\n", "foo"), ("Zg=\n=", "f"), ("Zh==", "f"), ("\n", ""),
    ]) func `with padding`(_ encoded: String, _ text: String?) {
        #expect(Base64.decode(Array(encoded.utf8)) == text.map { Array($0.utf8) })
    }

    /// As Go's RawStdEncoding answers.
    @Test(arguments: [("Zg==", nil), ("Zg=", nil), ("Z", nil), ("Zm9vY", nil), ("Zg", "f"), ("Zm9\nv", "foo")])
    func `without padding`(_ encoded: String, _ text: String?) {
        #expect(Base64.decode(Array(encoded.utf8), padding: .none) == text.map { Array($0.utf8) })
    }

    @Test func `what is wiped is gone`() {
        var bytes = Array("secret".utf8)
        bytes.wipe()
        #expect(bytes.isEmpty)
        bytes.wipe()
    }
}
