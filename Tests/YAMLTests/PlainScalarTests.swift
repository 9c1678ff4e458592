internal import Testing

@testable import YAML

struct PlainScalarTests {
    @Test(arguments: ["", "~", "null", "Null", "NULL"])
    func `nothing is null`(_ text: String) { #expect(PlainScalar(text) == .null) }

    @Test(arguments: ["true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y"])
    func `yes is true, as kubectl reads it`(_ text: String) { #expect(PlainScalar(text) == .bool(true)) }

    @Test(arguments: ["false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N"])
    func `no is false, as kubectl reads it`(_ text: String) { #expect(PlainScalar(text) == .bool(false)) }

    @Test(arguments: [
        ("0", "0"), ("-0", "0"), ("+5", "5"), ("8443", "8443"), ("-7", "-7"), ("1_000", "1000"), ("010", "8"),
        ("0o17", "15"), ("0O17", "15"), ("0x1F", "31"), ("-0x1f", "-31"), ("0b101", "5"), ("08", "8"), ("-012", "-10"),
        ("18446744073709551615", "18446744073709551615"), ("18446744073709551616", "18446744073709551616"),
        ("0xFFFFFFFFFFFFFFFF", "18446744073709551615"),
    ])
    func `integers of any base become decimal`(_ text: String, _ digits: String) {
        #expect(PlainScalar(text) == .number(digits))
    }

    @Test(arguments: [
        ("1.5", "1.5"), (".5", "0.5"), ("-.5", "-0.5"), ("1.", "1"), ("1.e3", "1e3"), ("+1.5", "1.5"), ("1e3", "1e3"),
        ("1E+3", "1e+3"), ("01.50", "1.50"), ("1_0.5", "10.5"), ("-0.0", "-0.0"), ("00.1", "0.1"), ("1e-9", "1e-9"),
    ])
    func `fractions become what JSON can hold`(_ text: String, _ digits: String) {
        #expect(PlainScalar(text) == .number(digits))
    }

    @Test(arguments: [
        "tRUE", "nULL", "yEs", "None", "nil", "a", "-", "+", ".", "..", "1.2.3", "1:30", "0x", "0xg", "0b2", "0x-5",
        "--5",
        "+-5", "1e", "1e+", ".e3", "-.", "1e999", "2001-12-14", "10.0.0.1", "1Mi", "120s", "_1", "1 2", "٣", "inf",
        "nan",
        "0x1.8p3", "5\n", "=",
    ])
    func `everything else is a string`(_ text: String) { #expect(PlainScalar(text) == .string) }

    @Test(arguments: [".nan", ".inf", "-.Inf", "+.INF", "0x1FFFFFFFFFFFFFFFF"])
    func `a number that JSON has no digits for is known as one`(_ text: String) {
        #expect(PlainScalar(text) == .unwritable)
    }
}
