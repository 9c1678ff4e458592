package import Metrics

/// Reads the text format 0.0.4 by the letter: every family has its help and type, in this order and before its samples,
/// and nothing comes twice.
package struct StrictParser {
    package struct Failure: Error {
        let line: String
        let why: String
    }

    package private(set) var families: [MetricFamily] = []

    package init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Failure(line: "", why: "the last line is not ended") }
        var (help, names): ((String, String)?, Set<String>) = (nil, [])
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) {
            func need(_ condition: Bool, _ why: String) throws {
                if !condition { throw Failure(line: line, why: why) }
            }
            if let comment = line.wholeMatch(of: /# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)/) {
                help = (String(comment.1), String(comment.2))
                try need(names.insert(String(comment.1)).inserted, "the family comes twice")
            } else if let comment = line.wholeMatch(of: /# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) ([a-z]+)/) {
                let kind = MetricFamily.Kind(rawValue: String(comment.2))
                try need(help?.0 == String(comment.1), "no help before it")
                try need(kind != nil, "no such type")
                families.append(
                    MetricFamily(String(comment.1), kind ?? .gauge, Self.resolved(help?.1 ?? "")))
                help = nil
            } else {
                try need(!line.hasPrefix("#") && !families.isEmpty && help == nil, "no sample of a family")
                let sample = try Self.sample(line, of: families[families.count - 1])
                let labels = families[families.count - 1].samples.map { "\($0.suffix) \($0.labels)" }
                try need(!labels.contains("\(sample.suffix) \(sample.labels)"), "the sample comes twice")
                families[families.count - 1].samples.append(sample)
            }
        }
    }

    private static func sample(_ line: String, of family: MetricFamily) throws -> MetricFamily.Sample {
        let form = /([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\.)*",?)+)\})? ([^ ]+)/
        guard let match = line.wholeMatch(of: form) else { throw Failure(line: line, why: "no sample") }
        let name = String(match.1)
        guard name.hasPrefix(family.name) else { throw Failure(line: line, why: "another family's sample") }
        let suffix = String(name.dropFirst(family.name.count))
        let allowed = family.kind == .histogram ? ["_bucket", "_sum", "_count"] : [""]
        guard allowed.contains(suffix) else { throw Failure(line: line, why: "no such suffix") }
        guard let value = Double(String(match.3)) else { throw Failure(line: line, why: "no number") }
        let labels = (match.2 ?? "").matches(of: /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/).map {
            MetricFamily.Label(String($0.1), resolved(String($0.2)))
        }
        guard Set(labels.map(\.name)).count == labels.count else { throw Failure(line: line, why: "a label twice") }
        return MetricFamily.Sample(value, suffix: suffix, labels)
    }

    private static func resolved(_ text: String) -> String {
        text.replacing(/\\(.)/) { $0.1 == "n" ? "\n" : String($0.1) }
    }
}
