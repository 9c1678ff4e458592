import Admission
import JSON
import Rules
import Testing
import YAML

@testable import Manifests

/// What SARIF 2.1.0 requires (sections 3.13 to 3.58), and what code scanning goes by.
@Suite struct SARIFTests {
    static let report = {
        var report = OutputTests.report
        report.unreadable = [
            Unreadable(file: "/work/repo/b.yaml", position: .init(line: 2, column: 3), message: "no"),
            Unreadable(file: "c.yaml", position: nil, message: "no"),
        ]
        return report
    }()

    let log: Value
    let run: Value

    init() throws {
        log = try Parser.parse(Self.report.sarif(in: "/work/repo", version: "1.2.3")).root
        run = try #require(log["runs"]?.elements.first { _ in true })
    }

    @Test func `the log says what it is, and has one run of this program`() {
        #expect(log["version"]?.string == "2.1.0" && log["$schema"]?.string?.hasSuffix("sarif-2.1.0.json") == true)
        #expect(log["runs"]?.elements.count(where: { _ in true }) == 1)
        let driver = run["tool"]?["driver"]
        #expect(driver?["name"]?.string == "tallyman" && driver?["version"]?.string == "1.2.3")
        #expect(run["columnKind"]?.string == "unicodeCodePoints")
    }

    @Test func `each rule of the Catalogue is described`() {
        let rules = run["tool"]?["driver"]?["rules"]?.elements.map { $0 } ?? []
        let ids = Catalogue.validators.map { $0.id } + Catalogue.mutators.map { $0.id }
        #expect(rules.map { $0["id"]?.string } == ids)
        #expect(rules.allSatisfy { $0["shortDescription"]?["text"]?.string?.isEmpty == false })
    }

    @Test func `each result has its rule, level, message and place`() throws {
        let results = run["results"]?.elements.map { $0 } ?? []
        #expect(results.map { $0["level"]?.string } == ["error", "warning"])
        let rules = run["tool"]?["driver"]?["rules"]?.elements.map { $0["id"]?.string } ?? []
        for result in results {
            #expect(result["ruleId"]?.string == "keep-namespace")
            #expect(rules[try #require(result["ruleIndex"]?.integer)] == "keep-namespace")
            #expect(result["message"]?["text"]?.string?.hasPrefix(#"Project "a\u{a}::error::b": metadata.ann"#) == true)
            let location = try #require(result["locations"]?.elements.first { _ in true })
            #expect(location["physicalLocation"]?["artifactLocation"]?["uri"]?.string == "apps/50%25%2Ca%3Ab.yaml")
            let logical = location["logicalLocations"]?.elements.first { _ in true }
            #expect(logical?["fullyQualifiedName"]?.string == #"Project "a\u{a}::error::b""#)
        }
        let region = results.first?["locations"]?.elements.first { _ in true }?["physicalLocation"]?["region"]
        #expect(region?["startLine"]?.integer == 6 && region?["startColumn"]?.integer == 37)
    }

    @Test func `what could not be read makes the run one that failed`() {
        let invocation = run["invocations"]?.elements.first { _ in true }
        #expect(invocation?["executionSuccessful"]?.bool == false)
        let notes = invocation?["toolExecutionNotifications"]?.elements.map { $0 } ?? []
        #expect(notes.map { $0["message"]?["text"]?.string } == ["no", "no"])
        let places = notes.map { $0["locations"]?.elements.first { _ in true }?["physicalLocation"] }
        #expect(places.map { $0?["artifactLocation"]?["uri"]?.string } == ["b.yaml", "c.yaml"])
        #expect(places.map { $0?["region"]?["startLine"]?.integer } == [2, nil])
    }

    static let names: [(String, String)] = [
        ("apps/a b.yaml", "apps/a%20b.yaml"), ("/work/repo/a/é.yaml", "a/%C3%A9.yaml"), ("../x.yaml", "../x.yaml"),
        ("/work/repository/x", "file:///work/repository/x"), ("/tmp/x#y?z", "file:///tmp/x%23y%3Fz"),
        ("stdin", "stdin"),
        ("a:b", "a%3Ab"), ("a\n", "a%0A"),
    ]

    @Test(arguments: names) func `files are named by URIs`(_ file: String, _ uri: String) {
        #expect("\(FileURI(file, in: "/work/repo"))" == uri && "\(FileURI(file, in: "/work/repo/"))" == uri)
    }
}
