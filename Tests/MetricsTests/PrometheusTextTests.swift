import Scrape
import Testing

@testable import Metrics

@Suite struct PrometheusTextTests {
    static let families = [
        MetricFamily("a_total", .counter, "One.\nAnd \\ \"two\".", 7),
        MetricFamily(
            "b", .gauge, "Odd labels.",
            [
                .init(0.25, [.init("x", "\"quoted\""), .init("y", "back\\slash\\n")]),
                .init(-1e-9, [.init("x", "two\nlines"), .init("y", "größe")]),
            ]),
    ]

    @Test func `what is written reads back as it was`() throws {
        let text = String(decoding: PrometheusText.write(Self.families), as: UTF8.self)
        #expect(try StrictParser(text).families == Self.families)
    }

    @Test func `it is written like this`() {
        let text = String(decoding: PrometheusText.write(Self.families), as: UTF8.self)
        #expect(
            text == #"""
                # HELP a_total One.\nAnd \\ "two".
                # TYPE a_total counter
                a_total 7
                # HELP b Odd labels.
                # TYPE b gauge
                b{x="\"quoted\"",y="back\\slash\\n"} 0.25
                b{x="two\nlines",y="größe"} -1e-09

                """#)
    }

    @Test func `a family without samples is left out`() {
        #expect(PrometheusText.write([MetricFamily("a", .gauge, "None.")]).isEmpty)
    }

    @Test(arguments: [
        (0, "0"), (3, "3"), (-2, "-2"), (0.1, "0.1"), (1_795_000_000, "1795000000"), (0x1p53, "9007199254740992.0"),
        (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (1e-5, "1e-05"),
    ])
    func `numbers are as Go reads them`(value: Double, text: String) {
        #expect(PrometheusText.number(value) == text)
    }

    @Test func `buckets of a histogram have all that is below their bound`() throws {
        var family = MetricFamily("t_seconds", .histogram, "Times.")
        family.add(counts: [2, 0, 3, 1], bounds: [0.001, 0.01, 1], sum: 4.5, [.init("e", "x")])
        let lines = String(decoding: PrometheusText.write([family]), as: UTF8.self).split(separator: "\n").dropFirst(2)
        #expect(
            Array(lines) == [
                #"t_seconds_bucket{e="x",le="0.001"} 2"#, #"t_seconds_bucket{e="x",le="0.01"} 2"#,
                #"t_seconds_bucket{e="x",le="1"} 5"#, #"t_seconds_bucket{e="x",le="+Inf"} 6"#,
                #"t_seconds_sum{e="x"} 4.5"#, #"t_seconds_count{e="x"} 6"#,
            ])
    }

    @Test(arguments: [
        "a 1", "# TYPE a gauge\na 1\n", "# HELP a A.\n# TYPE a gauge\nb 1\n", "# HELP a A.\n# TYPE a gauge\na 1\na 1\n",
        "# HELP a A.\n# TYPE a gauge\na{x=\"1} 1\n", "# HELP a A.\n# TYPE a speed\na 1\n",
        "# HELP a A.\n# TYPE a gauge\na one\n", "# HELP a A.\n# TYPE a gauge\n\na 1\n",
    ])
    func `the reader of these tests is strict`(_ text: String) {
        #expect(throws: StrictParser.Failure.self) { try StrictParser(text) }
    }
}
