import Testing

@testable import HTTP

@Suite struct GrammarTests {
    private static func characters(_ ranges: ClosedRange<UInt8>..., and others: String) -> Set<UInt8> {
        Set(ranges.joined()).union(others.utf8)
    }

    private static let letters = characters(0x41...0x5A, 0x61...0x7A, and: "0123456789")

    @Test func `a character is of a class that RFC 9110 and RFC 3986 put it into, and of no other`() {
        let token = Self.letters.union("!#$%&'*+-.^_`|~".utf8)
        let host = Self.letters.union("-._~!$&'()*+,;=%:[]".utf8)
        let target = host.union("/?@".utf8)
        let text = Self.characters(0x20...0x7E, 0x80...0xFF, and: "\t")
        for byte in UInt8.min...UInt8.max {
            #expect(byte.isToken == token.contains(byte), "\(byte)")
            #expect(byte.isHostText == host.contains(byte), "\(byte)")
            #expect(byte.isTargetText == target.contains(byte), "\(byte)")
            #expect(byte.isFieldText == text.contains(byte), "\(byte)")
        }
    }

    @Test(arguments: 0..<40, [0x00, 0x1F, 0x7F, 0x0D] as [UInt8])
    func `one wrong byte anywhere makes a value no text`(_ place: Int, _ wrong: UInt8) {
        var bytes = [UInt8](repeating: 0x0D, count: 42)
        for index in 1...40 { bytes[index] = UInt8(ascii: "a") }
        #expect(Self.isText(bytes, 1..<41) && Self.isText(bytes, 1..<1))
        bytes[1 + place] = wrong
        #expect(!Self.isText(bytes, 1..<41))
    }

    private static func isText(_ bytes: [UInt8], _ range: Range<Int>) -> Bool { bytes.span.isFieldText(range) }
}
