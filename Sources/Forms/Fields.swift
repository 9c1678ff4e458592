package import JSON
internal import Spelling
internal import YAML

/// The members of one object of a file: read from a file, or written out, by one and the same declaration.
///
/// Each setting is one line, `fields.setting("namespace", &kargo.namespace, .label)`. Reading, it takes the member's
/// value; writing, it writes the setting. Only `Form.object` makes fields, and it reports every member that no setting
/// has asked for: a misspelt one would silently weaken a policy.
package struct Fields {
    private enum Way {
        case reading(Place)
        case writing(Writer)
    }

    private var way: Way
    private var keys: [String] = []
    private var problems: [Problem]
    private let problemsBefore: Int

    package init(reading place: Place, _ problems: [Problem]) {
        way = .reading(place)
        self.problems = problems
        problemsBefore = problems.count
    }

    package init(writing writer: Writer) {
        way = .writing(writer)
        problems = []
        problemsBefore = 0
    }

    /// What has been written.
    package var writer: Writer? {
        guard case .writing(let writer) = way else { return nil }
        return writer
    }

    /// One setting. Where the file does not have it or has it wrong, `target` stays as it is.
    package mutating func setting<Output>(_ key: String, _ target: inout Output, _ form: Form<Output>) {
        keys.append(key)
        switch way {
        case .reading(let place):
            guard let value = place.value.member(key) else { return }
            if let value = form.read(place.member(key, value), &problems) { target = value }
        case .writing(var writer):
            writer.key(key)
            form.write(target, &writer)
            way = .writing(writer)
        }
    }

    /// A setting that has only one value and that a file must have.
    package mutating func constant(_ key: String, _ wanted: String) {
        var value = wanted
        setting(key, &value, .constant(wanted))
        require(key, "add `\(key): \(wanted)`")
    }

    /// Complains where a file does not have this member; `advice` says what to write.
    package mutating func require(_ key: String, _ advice: String) {
        guard case .reading(let place) = way, place.value.member(key) == nil else { return }
        problems.append(place.problem("\(key) is missing; \(advice)"))
    }

    /// Holds settings of this object against each other, once each is right by itself; `problem` says what is wrong, and
    /// is shown where `key` stands.
    package mutating func check(_ key: String, _ problem: () -> String?) {
        guard case .reading(let place) = way, problems.count == problemsBefore else { return }
        guard let message = problem(), let value = place.value.member(key) else { return }
        problems.append(place.member(key, value).problem(message))
    }

    /// What there is to say in the end about members that nobody has asked for.
    package consuming func finished() -> [Problem] {
        guard case .reading(let place) = way else { return problems }
        for member in place.value.members where !keys.contains(where: { member.has($0) }) {
            problems.append(place.problem(key: member, Self.unknown(member.key, among: keys)))
        }
        return problems
    }

    private static func unknown(_ key: String, among known: [String]) -> String {
        guard let near = Nearest.word(to: key, among: known) else {
            return "unknown key; known here are \(known.sorted().joined(separator: ", "))"
        }
        return "unknown key; did you mean \(Quoted(near))?"
    }
}
