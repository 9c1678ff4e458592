import HTTP
import Testing

@Suite struct ChunkExtensionTests {
    /// A request with a chunk whose size this stands behind.
    static func request(_ extensions: String) -> String {
        post("Transfer-Encoding: chunked", body: "5\(extensions)\r\n12345\r\n0\(extensions)\r\n\r\n")
    }

    @Test(arguments: [
        "", ";a", ";a=b", ";a;b", ";a=b;c=d;e", " ; a = b", "\t;\ta\t=\tb \t;c", ";!#$%&'*+-.^_`|~=0",
        #";a="""#, #";a="b c""#, #";a="\"""#, #";a="\\""#, #";a="\\";b"#, #";a=";b=c""#, ";a=\"\t\"", ";a=\"\\\t\"",
        ";a=\"ü\"", ";a=\"\\ü\"", #" ;a = "b" ; c"#,
    ])
    func `what follows the grammar is passed over`(_ extensions: String) {
        for bytewise in [false, true] {
            let decoding = Decoding(Self.request(extensions), bytewise: bytewise)
            #expect(decoding.bodies == ["12345"] && decoding.failure == nil)
        }
    }

    @Test(arguments: [
        ";", ";;", ";;;", "; ", ";=", ";=b", ";a=", ";a= ", ";a=;", ";a;", ";a;;b", ";a b", ";a=b c", ";a==b", ";a=b=c",
        ";\"", ";\"a\"", ";a=\"", ";a=\"b", #";a="\"#, #";a="\""#, #";a="b"c"#, #";a="b"="c""#, #";a=b"c""#,
        #";a="b""c""#, ";ü", ";a=ü", ";a\u{7F}", ";a=\"\u{7F}\"", ";a=\"\\\u{7F}\"", ";a=\"\0\"", ";a=\"\\\0\"",
        ";a=\"\u{1B}\"", ";\0", ";a=\"\r\"", ";a\r", " ", "\t", ";a ", ";a=b ", #";a="b" "#, " a", "=a",
        "\"a\"", ",", ";a,b", ";a/b", ";a=(b)",
    ])
    func `what does not is refused`(_ extensions: String) {
        for bytewise in [false, true] {
            let decoding = Decoding(Self.request(extensions), bytewise: bytewise)
            #expect(decoding.failure == .malformedChunk && decoding.requests.isEmpty)
        }
    }
}
