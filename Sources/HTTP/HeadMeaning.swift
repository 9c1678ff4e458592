/// What the fields of a head say about the connection and the body: gathered field by field, checked at the end.
struct HeadMeaning: Sendable, Equatable {
    private(set) var framing = BodyFraming.none
    private(set) var expectsContinue = false
    private var hosts = 0
    private var asksToClose = false
    private var asksToKeepAlive = false

    mutating func read(_ field: FieldLine, in bytes: Span<UInt8>) throws(RequestFailure) {
        // The length of a name rules nearly all out before anything is compared.
        switch field.name.count {
        case 4 where bytes.matches("host", in: field.name):
            try readHost(field.value, in: bytes)
        case 6 where bytes.matches("expect", in: field.name):
            expectsContinue = bytes.matches("100-continue", in: field.value)
        case 10 where bytes.matches("connection", in: field.name):
            readConnection(field.value, in: bytes)
        case 14 where bytes.matches("content-length", in: field.name):
            try readLength(field.value, in: bytes)
        case 17 where bytes.matches("transfer-encoding", in: field.name):
            try readCoding(field.value, in: bytes)
        default: break
        }
    }

    func check(version: Version) throws(RequestFailure) {
        // RFC 9112 section 3.2: a server must answer 400 to HTTP/1.1 without a Host field.
        guard version == .http10 || hosts == 1 else { throw .missingHost }
        // RFC 9112 section 6.1: such a message has faulty framing.
        guard version == .http11 || framing != .chunked else { throw .codingInHTTP10 }
    }

    /// RFC 9112 section 9.3: HTTP/1.1 goes on unless told to close, HTTP/1.0 closes unless told to go on.
    func keepsAlive(_ version: Version) -> Bool {
        !asksToClose && (version == .http11 || asksToKeepAlive)
    }

    private mutating func readHost(_ value: Range<Int>, in bytes: Span<UInt8>) throws(RequestFailure) {
        hosts += 1
        guard hosts == 1 else { throw .repeatedHost }
        for index in value where !bytes[index].isHostText { throw .malformedHost }
    }

    /// RFC 9110 section 7.6.1: a list of options.
    private mutating func readConnection(_ value: Range<Int>, in bytes: Span<UInt8>) {
        var rest = value
        while !rest.isEmpty {
            let end = bytes.firstIndex(of: UInt8(ascii: ","), in: rest) ?? rest.upperBound
            let option = bytes.trimmingBlanks(rest.lowerBound..<end)
            asksToClose = asksToClose || bytes.matches("close", in: option)
            asksToKeepAlive = asksToKeepAlive || bytes.matches("keep-alive", in: option)
            rest = min(end + 1, rest.upperBound)..<rest.upperBound
        }
    }

    private mutating func readLength(_ value: Range<Int>, in bytes: Span<UInt8>) throws(RequestFailure) {
        // RFC 9112 section 6.3: both are an attempt at smuggling; two lengths are one even if they agree here,
        // because the next in line may have read another.
        guard framing != .chunked else { throw .lengthAndCoding }
        guard framing == .none else { throw .repeatedLength }
        // RFC 9110 section 8.6: 1*DIGIT. A list ("5, 5"), which a recipient may also reject, fails at its comma.
        guard !value.isEmpty else { throw .malformedLength }
        var length = 0
        for index in value {
            guard let digit = bytes[index].decimalDigit else { throw .malformedLength }
            // RFC 9110 section 8.6: no limit to the number, so mind overflow. Int.max is over every limit anyway.
            let (tenfold, overflow) = length.multipliedReportingOverflow(by: 10)
            length = overflow || tenfold > Int.max - digit ? Int.max : tenfold + digit
        }
        framing = .length(length)
    }

    private mutating func readCoding(_ value: Range<Int>, in bytes: Span<UInt8>) throws(RequestFailure) {
        switch framing {
        case .length: throw .lengthAndCoding
        case .chunked: throw .malformedTransferCoding
        case .none: break
        }
        if bytes.matches("chunked", in: value) {
            framing = .chunked
            return
        }
        // RFC 9112 section 7: chunked must not be applied twice. Section 6.1: 501 for a coding not understood.
        var onlyChunked = true
        var rest = value
        while !rest.isEmpty {
            let end = bytes.firstIndex(of: UInt8(ascii: ","), in: rest) ?? rest.upperBound
            let coding = bytes.trimmingBlanks(rest.lowerBound..<end)
            onlyChunked = onlyChunked && (coding.isEmpty || bytes.matches("chunked", in: coding))
            rest = min(end + 1, rest.upperBound)..<rest.upperBound
        }
        throw onlyChunked ? .malformedTransferCoding : .unknownTransferCoding
    }
}
