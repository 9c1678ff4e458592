internal import Cluster
internal import JSON
internal import Kubernetes
internal import Rules
internal import YAML

/// The ProjectConfig that takes a Project's policies.
extension ProjectMigration {
    /// - Parameters:
    ///   - placed: the policies, or all of `spec` where there is nothing else in it.
    ///   - container: what that stands in.
    func companion(
        of object: ManifestObject, _ entries: PolicyEntries, _ placed: Layout.Placed, in container: Value, isAlone: Bool
    ) throws(Refusal) -> Companion {
        guard let project = object.meta.name, NameForm.label.problem(with: project) == nil else {
            throw layout.refusal(
                at: object.value, "needs a metadata.name that a namespace can have: its policies go there")
        }
        let name =
            switch options.projectConfigName {
            case .namespace: project
            case .literal(let name): name
            }
        let head = Value.made { writer in
            writer.beginObject()
            Self.writeHead(name, project, to: &writer)
            writer.endObject()
        }
        let meaning = Value.made { writer in
            writer.beginObject()
            Self.writeHead(name, project, to: &writer)
            writer.key("spec")
            writer.beginObject()
            writer.key(Self.field)
            entries.write(to: &writer)
            writer.endObject()
            writer.endObject()
        }
        guard let head, let meaning else { throw layout.refusal(atKey: placed.member, Remark.otherMeaning) }
        let text =
            if layout.isJSON {
                Array(BlockText.write(meaning).utf8)
            } else {
                lined(BlockText.write(head))
                    + (try spec(of: entries, placed, in: container, isAlone: isAlone))
            }
        let read = SourceFile.meanings(of: text, "ProjectConfig.yaml")
        guard let read, read.count == 1, read[0] == meaning else {
            throw layout.refusal(atKey: placed.member, Remark.otherMeaning)
        }
        return Companion(kind: .projectConfig, namespace: project, name: name, text: text)
    }

    private static func writeHead(_ name: String, _ namespace: String, to writer: inout Writer) {
        writer.key("apiVersion")
        writer.string("kargo.akuity.io/v1alpha1")
        writer.key("kind")
        writer.string(Companion.Kind.projectConfig.rawValue)
        writer.key("metadata")
        writer.beginObject()
        writer.key("name")
        writer.string(name)
        writer.key("namespace")
        writer.string(namespace)
        writer.endObject()
    }

    /// `spec:` and what follows, in the words of the Project.
    private func spec(
        of entries: PolicyEntries, _ placed: Layout.Placed, in container: Value, isAlone: Bool
    ) throws(Refusal) -> [UInt8] {
        guard layout.isFlow(container) else {
            let lines = try layout.lines(of: placed.member, after: placed.previous)
            let text = entries.edits.applied(to: layout.text.bytes, in: lines.moved)
            return isAlone
                ? layout.shift(text, by: -lines.column) : lined("spec:\n") + layout.shift(text, by: 2 - lines.column)
        }
        // Lines after the first go further in than the key, as the YAML specification has it; parsers do not ask for it.
        let value = entries.edits.applied(to: layout.text.bytes, in: layout.range(of: placed.member.value))
        return lined(isAlone ? "spec: " : "spec:\n  \(Self.field): ") + layout.shift(value, by: 2).dropFirst(2)
    }

    /// With the line breaks of the file.
    private func lined(_ text: String) -> [UInt8] {
        text.utf8.flatMap { $0 == UInt8(ascii: "\n") ? Array(layout.text.lineBreak.utf8) : [$0] }
    }
}
