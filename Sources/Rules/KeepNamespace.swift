package import Admission
internal import JSON
internal import Kubernetes

/// A namespace marked to be kept is not lost to a typo in the mark.
package struct KeepNamespace: Validator {
    package static let id = "keep-namespace"
    package static let scopes = [Scope.namespaces(on: .create, .update), .projects(on: .create, .update)]

    package func findings(in review: Review, knowing facts: Facts) -> Findings {
        var findings = Findings()
        let setting = KeepAnnotation.setting(of: review.object)
        switch setting {
        case .absent, .keep, .delete: break
        case .unknown(let text): findings.report(.invalid(KeepAnnotation.path, text, Self.advice(on: text)))
        case .notText(let kind):
            let wanted = "a text: put the value in quotes, \"true\" or \"false\""
            findings.report(.typeInvalid(KeepAnnotation.path, kind, wanted: wanted))
        }
        warnOfMistakenKeys(in: review.meta, &findings)
        warnOfNoEffect(setting, in: review, &findings)
        adviseOnBoth(setting, in: review, knowing: facts, &findings)
        return findings
    }

    private static func advice(on text: String) -> String {
        let rule = "must be \"true\" or \"false\": Kargo would take this for \"delete the namespace\""
        return MistakenValue.likelyMeant(by: text).map { "\(rule); did you mean \"\($0)\"?" } ?? rule
    }

    /// Each costs up to 0.1 ms to compare. The API server takes 256 KiB of annotations; a thousand is more than any tool
    /// writes.
    private static let annotationsRead = 1_000

    private func warnOfMistakenKeys(in meta: ObjectMeta, _ findings: inout Findings) {
        if let annotations = meta.annotations {
            for member in annotations.members.prefix(Self.annotationsRead) where MistakenKey.isMistaken(member.key) {
                findings.warn(
                    about: FieldPath("metadata.annotations").key(member.key),
                    "annotation \(Quoted(member.key)) has no effect; did you mean \(KeepAnnotation.key)?")
            }
        }
        if meta.labels?[KeepAnnotation.key] != nil {
            let path = FieldPath("metadata.labels").key(KeepAnnotation.key)
            findings.warn(at: path, "has no effect as a label; make it an annotation")
        }
    }

    private func warnOfNoEffect(_ setting: KeepAnnotation.Setting, in review: Review, _ findings: inout Findings) {
        guard review.isOfNamespace, setting != .absent, !ProjectLabel.isOn(review.meta.labels) else { return }
        findings.warn(
            at: KeepAnnotation.path, "has no effect on a namespace without the label \(ProjectLabel.key): \"true\"")
    }

    /// Project and Namespace may both carry the annotation, and `true` on either keeps the namespace. So what an update
    /// that takes it away costs, and whether they disagree, hangs on the other.
    private func adviseOnBoth(
        _ setting: KeepAnnotation.Setting, in review: Review, knowing facts: Facts, _ findings: inout Findings
    ) {
        switch setting {
        case .absent, .keep, .delete: break
        case .unknown, .notText: return  // a violation says that Kargo deletes then
        }
        let isLost =
            review.operation == .update && setting != .keep && KeepAnnotation.setting(of: review.oldObject) == .keep
        guard setting != .absent || isLost else { return }
        if review.isOfNamespace, !ProjectLabel.isOn(review.meta.labels) {
            if isLost { findings.warn(at: KeepAnnotation.path, Self.isFree) }
            return
        }
        let others = self.others(of: review, knowing: facts, &findings)
        if isLost {
            findings.warn(at: KeepAnnotation.path, Self.loss(others, in: review))
        } else if case .found(let other) = others, other != .absent, (other == .keep) != (setting == .keep) {
            findings.warn(
                at: KeepAnnotation.path,
                "\(Self.other(of: review)) says otherwise; \"true\" on either keeps the namespace")
        }
    }

    private func others(
        of review: Review, knowing facts: Facts, _ findings: inout Findings
    ) -> Known<KeepAnnotation.Setting> {
        guard !review.name.isEmpty else { return .unknown }
        return switch findings.look(up: Self.other(of: review), in: facts, isAdvice: true) {
        case .found(let object): .found(KeepAnnotation.setting(of: object))
        case .absent: .absent
        case .unknown: .unknown
        }
    }

    /// The Project of a Namespace, the Namespace of a Project.
    private static func other(of review: Review) -> Question {
        review.isOfNamespace ? .project(review.name) : .namespace(review.name)
    }

    /// What follows where the annotation is no longer `true`, with the name, which may be long, at the end.
    private static func loss(_ others: Known<KeepAnnotation.Setting>, in review: Review) -> String {
        let goes = "no longer \"true\": deleting the Project will now delete the namespace with it"
        switch others {
        case .found(.keep):
            return "no longer \"true\", but the namespace is still kept: so says \(other(of: review))"
        case .found: return goes
        case .absent where review.isOfNamespace: return isFree
        case .absent, .unknown:
            return "\(goes), unless the \(review.isOfNamespace ? "Project" : "Namespace") itself says \"true\""
        }
    }

    /// Of a namespace that is no project's, which `namespace-deletion` held all the same.
    private static let isFree =
        "no longer \"true\": whoever may delete namespaces can delete it now, unless a Project of its name says \"true\""
}

extension Review {
    /// Whether the object is a Namespace.
    var isOfNamespace: Bool { concerns("namespaces", in: "") }
}
