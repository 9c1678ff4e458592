internal import JSON
internal import Testing

@testable import Kubernetes

struct LabelSelectorTests {
    private static let labels = ["env": "prod", "tier": "", "example.com/team": "a"]

    @Test(arguments: [
        (#"{}"#, true), (#"{"matchLabels":null,"matchExpressions":null}"#, true),
        (#"{"matchLabels":{"env":"prod"}}"#, true), (#"{"matchLabels":{"env":"test"}}"#, false),
        (#"{"matchLabels":{"env":"prod","other":"x"}}"#, false), (#"{"matchLabels":{"tier":""}}"#, true),
        (#"{"matchLabels":{"tier":null}}"#, true), (#"{"matchLabels":{"absent":""}}"#, false),
        (#"{"matchExpressions":[{"key":"env","operator":"In","values":["test","prod"]}]}"#, true),
        (#"{"matchExpressions":[{"key":"env","operator":"In","values":["test"]}]}"#, false),
        (#"{"matchExpressions":[{"key":"env","operator":"NotIn","values":["test"]}]}"#, true),
        (#"{"matchExpressions":[{"key":"env","operator":"NotIn","values":["prod"]}]}"#, false),
        (#"{"matchExpressions":[{"key":"absent","operator":"In","values":[""]}]}"#, false),
        (#"{"matchExpressions":[{"key":"absent","operator":"NotIn","values":["x"]}]}"#, true),
        (#"{"matchExpressions":[{"key":"tier","operator":"Exists"}]}"#, true),
        (#"{"matchExpressions":[{"key":"absent","operator":"Exists","values":[]}]}"#, false),
        (#"{"matchExpressions":[{"key":"absent","operator":"DoesNotExist"}]}"#, true),
        (#"{"matchExpressions":[{"key":"tier","operator":"DoesNotExist"}]}"#, false),
        (#"{"matchLabels":{"env":"prod"},"matchExpressions":[{"key":"absent","operator":"Exists"}]}"#, false),
        (#"{"matchLabels":{"example.com/team":"a"}}"#, true),
    ]) func `labels are selected as Kubernetes selects them`(_ text: String, _ isSelected: Bool) throws {
        let selector = try #require(LabelSelector(try parse(text)))
        #expect(selector.matches(Self.labels) == isSelected)
    }

    private static let name =
        """
        must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character \
        (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is \
        '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
        """
    private static let prefix =
        """
        a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start \
        and end with an alphanumeric character (e.g. 'example.com')
        """
    private static let value =
        """
        a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and \
        end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is \
        '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
        """
    private static let first = "matchExpressions[0]"

    @Test(arguments: [
        (#"[]"#, [": an object"]), (#"{"matchLabels":[]}"#, ["matchLabels: an object"]),
        (#"{"matchExpressions":{}}"#, ["matchExpressions: a list"]),
        (#"{"matchExpressions":[7]}"#, ["\(first): an object"]),
        (#"{"matchLabels":{"a":1}}"#, ["matchLabels: a string"]),
        // The slash and the mark are one Character.
        (
            #"{"matchLabels":{"A/\u0301b":""}}"#,
            ["matchLabels: prefix part \(prefix)", "matchLabels: name part \(name)"]
        ),
        (#"{"matchLabels":{"a b":"c d"}}"#, ["matchLabels: name part \(name)", "matchLabels: \(value)"]),
        (#"{"matchLabels":{"":"x"}}"#, ["matchLabels: name part must be non-empty", "matchLabels: name part \(name)"]),
        (#"{"matchLabels":{"/a":"x"}}"#, ["matchLabels: prefix part must be non-empty"]),
        (
            #"{"matchLabels":{"a/b/c":"x"}}"#,
            [
                "matchLabels: a qualified name \(name) with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            ]
        ),
        (
            #"{"matchExpressions":[{"key":"a","operator":"In"}]}"#,
            ["\(first).values: must be specified when `operator` is 'In' or 'NotIn'"]
        ),
        (
            #"{"matchExpressions":[{"key":"a","operator":"Exists","values":["b"]}]}"#,
            ["\(first).values: may not be specified when `operator` is 'Exists' or 'DoesNotExist'"]
        ),
        (#"{"matchExpressions":[{"key":"a","operator":"in"}]}"#, ["\(first).operator: not a valid selector operator"]),
        (#"{"matchExpressions":[{"key":"a"}]}"#, ["\(first).operator: not a valid selector operator"]),
        (#"{"matchExpressions":[{"key":"a","operator":7}]}"#, ["\(first).operator: a string"]),
        (#"{"matchExpressions":[{"key":"-a","operator":"Exists"}]}"#, ["\(first).key: name part \(name)"]),
        (
            #"{"matchExpressions":[{"operator":"Exists"}]}"#,
            ["\(first).key: name part must be non-empty", "\(first).key: name part \(name)"]
        ),
        (
            #"{"matchExpressions":[{"key":"a","operator":"In","values":["b","c d",7]}]}"#,
            ["\(first).values[1]: \(value)", "\(first).values[2]: a string"]
        ),
    ]) func `what Kubernetes would refuse is found, and selects nothing`(_ text: String, _ problems: [String]) throws {
        let selector = try parse(text)
        let found = LabelSelector.problems(in: selector, atMost: 100)
        #expect(found.map { "\(written($0.path)): \($0.message)" } == problems)
        #expect(LabelSelector(selector) == nil)
    }

    @Test func `no more is looked for than is asked for`() throws {
        let values = Array(repeating: #""-""#, count: 50).joined(separator: ",")
        let expression = #"{"key":"a","operator":"In","values":[\#(values)]}"#
        let labels = (0..<50).map { #""\#($0)":"-""# }.joined(separator: ",")
        let selector = try parse(#"{"matchLabels":{\#(labels)},"matchExpressions":[\#(expression),\#(expression)]}"#)
        for limit in [0, 1, 49, 50, 51, 120, 150] {
            #expect(LabelSelector.problems(in: selector, atMost: limit).count == limit)
        }
        #expect(LabelSelector.problems(in: selector, atMost: 1_000).count == 150)
    }

    @Test func `keys and values have a longest form`() {
        let longest = String(repeating: "a", count: 63)
        #expect(LabelForm.problems(withKey: longest).isEmpty && LabelForm.problems(withValue: longest).isEmpty)
        #expect(LabelForm.problems(withKey: longest + "a") == ["name part must be no more than 63 characters"])
        #expect(LabelForm.problems(withValue: longest + "a") == ["must be no more than 63 characters"])
        #expect(
            LabelForm.problems(withKey: "A.b/c").first?.hasPrefix("prefix part a lowercase RFC 1123 subdomain") == true)
    }

    private func written(_ path: [LabelSelector.Problem.Step]) -> String {
        path.reduce(into: "") { text, step in
            switch step {
            case .field(let name): text += text.isEmpty ? name : ".\(name)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }
}
