import Testing

@testable import Migration

/// What YAML leaves to those who write it, and a fixture would not show.
@Suite struct TextTests {
    static let head =
        "apiVersion: kargo.akuity.io/v1alpha1\nkind: ProjectConfig\nmetadata:\n  name: shop\n  namespace: shop\n"

    static let rows: [(String, String, String?, String?)] = [
        (
            "no line break at the end", project("spec:\n  promotionPolicies:\n  - stage: a"), project(""),
            head + "spec:\n  promotionPolicies:\n  - stage: a\n"
        ),
        (
            "Windows line breaks", project("spec:\n  promotionPolicies:\n  - stage: a # x\n", lineBreak: "\r\n"),
            project("", lineBreak: "\r\n"),
            (head + "spec:\n  promotionPolicies:\n  - stage: a # x\n").split(separator: "\n").joined(separator: "\r\n")
                + "\r\n"
        ),
        (
            "a byte order mark and other characters",
            "\u{FEFF}# é\u{1F680}\n" + project("spec: {ü: 1, promotionPolicies: [{stage: ß}]} # \u{1F680}"),
            "\u{FEFF}# é\u{1F680}\n" + project("spec: {ü: 1} # \u{1F680}"),
            head + "spec:\n  promotionPolicies: [{stage: ß}]\n"
        ),
        (
            "what looks like a comment within a text",
            "apiVersion: kargo.akuity.io/v1alpha1\nkind: Project\nmetadata: {name: shop}\nx: \"a\n# b\"\nspec:\n"
                + "  promotionPolicies: [{}]\n",
            "apiVersion: kargo.akuity.io/v1alpha1\nkind: Project\nmetadata: {name: shop}\nx: \"a\n# b\"\n",
            head + "spec:\n  promotionPolicies: [{}]\n"
        ),
        (
            "tabs where YAML takes them", project("spec:\t# c\n  promotionPolicies:\t[\t{stage:\ta}\t]\t# d\n"),
            project(""), head + "spec:\t# c\n  promotionPolicies:\t[\t{stage:\ta}\t]\t# d\n"
        ),
        (
            "an indentation of one, and a sequence as far out as its key",
            project("spec:\n promotionPolicies:\n - stage: a\n # behind\n other: 1\n"),
            project("spec:\n # behind\n other: 1\n"), head + "spec:\n  promotionPolicies:\n  - stage: a\n"
        ),
        (
            "a text over lines that is further out than its key",
            project("spec:\n    other: 1\n    promotionPolicies:\n    - stage: \"a\n b\"\n"),
            project("spec:\n    other: 1\n"), head + "spec:\n  promotionPolicies:\n  - stage: \"a\nb\"\n"
        ),
        (
            "lines that end in a block scalar with its blank lines",
            project("spec:\n  promotionPolicies:\n  - stage: a\n    x: |+\n      b\n\n\n...\n"), project("...\n"),
            head + "spec:\n  promotionPolicies:\n  - stage: a\n    x: |+\n      b\n\n\n"
        ),
        (
            "an indentation that a block scalar names",
            project("spec:\n    promotionPolicies:\n    - x: |2\n           b\n"), project(""),
            head + "spec:\n    promotionPolicies:\n    - x: |2\n           b\n"
        ),
        ("nothing in the list", project("spec:\n  promotionPolicies:\n"), project(""), nil),
        (
            "an empty list among others", project("spec: {promotionPolicies: [], a: 1}\n"), project("spec: {a: 1}\n"),
            nil
        ),
        ("no policies", project("spec: {}\n"), nil, nil), ("no spec", project(""), nil, nil),
        ("a spec that is a text", project("spec: promotionPolicies\n"), nil, nil),
        ("another group", "{apiVersion: v1, kind: Project, spec: {promotionPolicies: [{}]}}", nil, nil),
        ("nothing at all", "", nil, nil), ("a comment", "# x\n", nil, nil),
    ]

    @Test(arguments: rows)
    func `the text stays what it was, but for what is moved`(
        _ row: String, _ text: String, _ migrated: String?, _ config: String?
    ) throws {
        let migration = try migrate(text)
        #expect(migration.problems.isEmpty, "\(migration.problems)")
        #expect(migration.text(.migrated) == migrated)
        #expect(migration.text(.projectConfig) == config)
    }

    static let policies = "  promotionPolicies:\n  - {stage: a}\n"
    static let refused: [(String, String, String)] = [
        (
            "an anchor", project("spec: &x\n\(policies)"),
            "4:7: anchors and aliases are not read here; write the value out"
        ),
        ("an alias", project("spec:\n  promotionPolicies: *x\n"), "5:22: anchors and aliases are not read here"),
        ("a key twice", project("spec:\n\(policies)\(policies)"), "7:3: the key \"promotionPolicies\" stands twice"),
        ("a merge key", project("spec:\n\(policies)<<: {}\n"), "7:1: merge keys"),
        ("a tag of one's own", project("spec: !x\n\(policies)"), "4:7: the tag \"!x\" is not read here"),
        (
            "behind a dash",
            "apiVersion: v1\nkind: List\nitems:\n- spec:\n    promotionPolicies: [{}]\n"
                + "  apiVersion: kargo.akuity.io/v1alpha1\n  kind: Project\n  metadata: {name: a}\n",
            "4:3: Project \"a\": something stands before \"spec\" on its line"
        ),
        (
            "a scalar that ends without a line break",
            project("spec:\n  promotionPolicies:\n  - x: |\n      y"), "4:1: Project \"shop\": what would be written"
        ),
        (
            "a name that no namespace has", project("spec:\n\(policies)", named: "a.b"),
            "1:1: Project \"a.b\": needs a metadata.name"
        ),
    ]

    @Test(arguments: refused)
    func `what could be read in two ways is refused with its place`(
        _ row: String, _ text: String, _ message: String
    ) throws {
        let migration = try migrate(text)
        #expect(migration.outputs.isEmpty && migration.notes.isEmpty)
        #expect(migration.problems.count == 1 && "\(migration.problems)".contains("in.yaml:\(message)"))
    }
}
