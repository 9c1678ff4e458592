/// What a scalar without quotes stands for.
///
/// As kubectl and the API server read it, which is YAML 1.1 (sigs.k8s.io/yaml, goyaml.v2/resolve.go): `yes`, `no`, `on`,
/// `off`, `y` and `n` are booleans, `010` is eight, `1_000` a thousand, a date a string.
enum PlainScalar: Equatable {
    case null
    case bool(Bool)
    /// In digits as JSON writes them.
    case number(String)
    case string
    /// A number to YAML that JSON has no digits for.
    case unwritable

    init(_ text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y": self = .bool(true)
        case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N": self = .bool(false)
        case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF": self = .unwritable
        case "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF": self = .unwritable
        default: self = Self.numeric(text)
        }
    }

    private static func numeric(_ text: String) -> PlainScalar {
        guard let first = text.utf8.first else { return .string }
        switch first {
        case UInt8(ascii: "."): return float(Array(text.utf8))
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            let digits = text.utf8.filter { $0 != UInt8(ascii: "_") }
            return integer(digits) ?? float(digits)
        default: return .string
        }
    }

    /// strconv.ParseInt and ParseUint with base 0: `0x`, `0o`, `0b` and a leading `0` choose the base.
    private static func integer(_ text: [UInt8]) -> PlainScalar? {
        let isNegative = text.first == UInt8(ascii: "-")
        let digits = isNegative || text.first == UInt8(ascii: "+") ? text.dropFirst() : text[...]
        let (radix, prefix) = base(of: digits)
        let number = String(decoding: digits.dropFirst(prefix), as: UTF8.self)
        // UInt64.init takes a sign, which has no place behind the sign or prefix.
        guard let first = number.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else { return nil }
        guard let magnitude = UInt64(number, radix: radix) else {
            // Decimal digits go on as they are; other bases past 64 bits would have to be computed.
            let isHexadecimal = radix == 16 && number.utf8.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
            return isHexadecimal ? .unwritable : nil
        }
        if magnitude == 0 { return .number("0") }
        return .number(isNegative ? "-\(magnitude)" : "\(magnitude)")
    }

    /// The base of an integer, and how many characters say so.
    private static func base(of digits: ArraySlice<UInt8>) -> (radix: Int, prefix: Int) {
        guard digits.count > 1, digits.first == UInt8(ascii: "0") else { return (10, 0) }
        switch digits[digits.startIndex + 1] | 0x20 {
        case UInt8(ascii: "x"): return (16, 2)
        case UInt8(ascii: "o"): return (8, 2)
        case UInt8(ascii: "b"): return (2, 2)
        default: return (8, 1)
        }
    }
    /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, rewritten as JSON has it; past a Double's range a string.
    private static func float(_ text: [UInt8]) -> PlainScalar {
        var rest = text[...]
        let sign = rest.first == UInt8(ascii: "-") ? "-" : ""
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let whole = takeDigits(&rest)
        var fraction = ""
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = takeDigits(&rest)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return .string }
        var exponent = ""
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            exponent = "e"
            if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
                exponent.unicodeScalars.append(Unicode.Scalar(sign))
                rest.removeFirst()
            }
            let digits = takeDigits(&rest)
            guard !digits.isEmpty else { return .string }
            exponent += digits
        }
        guard rest.isEmpty else { return .string }
        let significant = whole.drop { $0 == "0" }
        let number =
            sign + (significant.isEmpty ? "0" : significant) + (fraction.isEmpty ? "" : "." + fraction) + exponent
        return Double(number)?.isFinite == true ? .number(number) : .string
    }

    private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> String {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest.dropFirst(digits.count)
        return String(decoding: digits, as: UTF8.self)
    }
}
