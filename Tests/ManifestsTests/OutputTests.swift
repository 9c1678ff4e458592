import Admission
import JSON
import Testing
import YAML

@testable import Manifests

@Suite struct OutputTests {
    static let yaml = """
        apiVersion: kargo.akuity.io/v1alpha1
        kind: Project
        metadata:
          name: "a\\n::error::b"
          annotations:
            kargo.akuity.io/keep-namespace: "True"
            Kargo.akuity.io/keep-namespace: "true"
        """
    static let report = Checking().run(yaml, called: "apps/50%,a:b.yaml")

    @Test func `text is as compilers write it, with the sum at the end`() {
        let lines = Self.report.text().split(separator: "\n")
        #expect(lines.count == 3)
        #expect(
            lines[0].hasPrefix(#"apps/50%,a:b.yaml:6:37: error: Project "a\u{a}::error::b": metadata.annotations[kar"#))
        #expect(lines[0].hasSuffix("did you mean \"true\"? [keep-namespace]"))
        #expect(
            lines[1].hasPrefix(
                #"apps/50%,a:b.yaml:7:37: warning: Project "a\u{a}::error::b": metadata.annotations[Kar"#))
        #expect(lines[2] == "1 object checked, 1 denied, 1 warning, 0 of kinds that no rule is for")
    }

    @Test func `the sum says what was assumed and what was not looked up`() {
        let pipeline = """
            {apiVersion: application.kubero.dev/v1alpha1, kind: KuberoPipeline, metadata: {name: a},
             spec: {registry: {host: ghcr.io, createSecret: none, credentialsSecretRef: {name: reg}}}}
            """
        #expect(
            Checking().run(pipeline).summary == """
                1 object checked, 0 denied, 0 warnings, 0 of kinds that no rule is for
                1 without a namespace, taken to be in "default"; -n names another
                not looked up, for want of --cluster: pipeline-registry

                """)
        #expect(
            Checking().run(pipeline + "\n---\n" + pipeline).summary.hasPrefix("2 objects checked, 0 denied, 0 warn"))
    }

    @Test func `colours are for severities, and only where asked for`() {
        let text = Self.report.text(isColoured: true)
        #expect(text.contains(": \u{1B}[1;31merror\u{1B}[0m: ") && text.contains(": \u{1B}[1;33mwarning\u{1B}[0m: "))
        #expect(!Self.report.text().contains("\u{1B}"))
    }

    @Test func `GitHub gets commands, in which nothing can end one or begin another`() {
        var report = Self.report
        report.unreadable = [
            Unreadable(file: "b\r\n\u{1B}.yaml", position: .init(line: 2, column: 3), message: "50% off\nx")
        ]
        let lines = report.github.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(
            lines[0].hasPrefix(
                #"::error file=apps/50%25%2Ca%3Ab.yaml,line=6,col=37,title=keep-namespace::Project "a\u{a}::error::b": m"#
            ))
        #expect(
            lines[1].hasPrefix("::warning file=apps/50%25%2Ca%3Ab.yaml,line=7,col=37,title=keep-namespace::Project"))
        #expect(lines[2] == #"::error file=b%0D%0A\u{1b}.yaml,line=2,col=3,title=unreadable::50%25 off\u{a}x"#)
        #expect(lines[3].hasPrefix("1 object checked"))
    }

    @Test func `JSON is one document with all of it`() throws {
        var report = Self.report
        report.unreadable = [Unreadable(file: "b", position: nil, message: "no")]
        let root = try Parser.parse(report.json).root
        let summary = root["summary"]
        #expect(["checked", "denied", "warnings", "ofOtherKinds"].map { summary?[$0]?.integer } == [1, 1, 1, 0])
        let found = try #require(root["findings"]?.elements.first { _ in true })
        #expect(
            found["file"]?.string == "apps/50%,a:b.yaml" && found["line"]?.integer == 6
                && found["column"]?.integer == 37)
        #expect(found["severity"]?.string == "error" && found["rule"]?.string == "keep-namespace")
        #expect(found["kind"]?.string == "Project" && found["group"]?.string == "kargo.akuity.io")
        #expect(found["name"]?.string == "a\n::error::b" && found["namespace"] == nil)
        #expect(found["field"]?.string == "metadata.annotations[kargo.akuity.io/keep-namespace]")
        #expect(found["message"]?.string?.hasPrefix("Invalid value: \"True\": must be") == true)
        #expect(root["unreadable"]?.elements.map { $0["message"]?.string } == ["no"])
    }
}
