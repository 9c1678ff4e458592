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
        warnOfLostProtection(setting, in: review, &findings)
        warnOfDisagreement(setting, in: review, knowing: facts, &findings)
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
                findings.warn("annotation \(Quoted(member.key)) has no effect; did you mean \(KeepAnnotation.key)?")
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

    private func warnOfLostProtection(_ setting: KeepAnnotation.Setting, in review: Review, _ findings: inout Findings)
    {
        guard review.operation == .update, setting != .keep, KeepAnnotation.setting(of: review.oldObject) == .keep
        else { return }
        findings.warn(
            at: KeepAnnotation.path, "no longer \"true\": deleting the Project will now delete the namespace with it")
    }

    /// Project and Namespace may both carry the annotation; `true` on either keeps the namespace.
    private func warnOfDisagreement(
        _ setting: KeepAnnotation.Setting, in review: Review, knowing facts: Facts, _ findings: inout Findings
    ) {
        guard setting == .keep || setting == .delete, !review.name.isEmpty else { return }
        if review.isOfNamespace, !ProjectLabel.isOn(review.meta.labels) { return }
        let other: Question = review.isOfNamespace ? .project(review.name) : .namespace(review.name)
        guard case .found(let object) = findings.look(up: other, in: facts, isAdvice: true) else { return }
        let others = KeepAnnotation.setting(of: object)
        guard others != .absent, (others == .keep) != (setting == .keep) else { return }
        findings.warn(
            at: KeepAnnotation.path, "\(other) says otherwise; \"true\" on either keeps the namespace")
    }
}

extension Review {
    /// Whether the object is a Namespace.
    var isOfNamespace: Bool { concerns("namespaces", in: "") }
}
