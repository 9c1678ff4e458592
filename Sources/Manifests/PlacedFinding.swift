package import Admission
internal import Cluster
internal import Kubernetes
package import YAML

/// What a rule found in an object of a file, and where.
package struct PlacedFinding: Sendable, Equatable {
    package let finding: Finding
    package let file: String
    package let position: Position
    package let group: String
    package let kind: String
    /// Empty for what is in no namespace.
    package let namespace: String
    /// Its beginning and a `*` where it is yet to be generated.
    package let name: String

    init(_ finding: Finding, on placed: PlacedObject, namespace: String) {
        self.finding = finding
        file = placed.file
        position = placed.position(of: finding.path)
        group = placed.object.group
        kind = placed.object.kind
        self.namespace = namespace
        name = placed.object.meta.name ?? placed.object.meta.generateName.map { "\($0)*" } ?? ""
    }

    /// `ProjectConfig "shop/default"`.
    package var subject: String { "\(SubjectName(kind: kind, namespace: namespace, name: name))" }

    /// `ProjectConfig "shop/default": metadata.name: …`, on one line.
    package var text: String {
        let field = finding.path.map { "\($0): " } ?? ""
        return "\(OneLine("\(subject): \(field)\(finding.message)"))"
    }
}
