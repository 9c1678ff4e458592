package import Admission
internal import JSON
internal import Kubernetes

/// A namespace that is marked to be kept is not deleted, and nobody deletes one without having been told.
package struct NamespaceDeletion: Validator {
    package static let id = "namespace-deletion"
    package static let scopes = [Scope.namespaces(on: .delete), .projects(on: .delete)]

    let breakGlass: [NamePattern]

    package func findings(in review: Review, knowing facts: Facts) -> Findings {
        var findings = Findings()
        if review.isOfNamespace {
            judgeNamespace(review, knowing: facts, &findings)
        } else {
            announceProject(review, knowing: facts, &findings)
        }
        return findings
    }

    /// Kargo's controllers and the garbage collector are held back too: that is how Kargo 1.7 to 1.9.3 lost
    /// namespaces that were to be kept.
    private func judgeNamespace(_ review: Review, knowing facts: Facts, _ findings: inout Findings) {
        guard let keeper = keeper(of: review, knowing: facts, &findings) else {
            if ProjectLabel.isOn(review.meta.labels) {
                findings.warn("namespace \(shown(review)) is a Kargo project's: its Project is deleted with it")
            }
            return
        }
        guard review.user.group(among: breakGlass) == nil else {
            findings.note(.breakGlass, Self.id)
            return
        }
        findings.report(
            .forbidden(
                """
                \(keeper) says \(KeepAnnotation.key): "true"; user \(Quoted(review.user.name, limit: 253)) has to \
                remove that annotation first
                """))
    }

    /// Who says that a namespace is to be kept.
    private func keeper(of review: Review, knowing facts: Facts, _ findings: inout Findings) -> String? {
        if KeepAnnotation.setting(of: review.oldObject) == .keep { return "the namespace itself" }
        guard !review.name.isEmpty,
            case .object(let project) = findings.look(up: .project(review.name), in: facts),
            KeepAnnotation.setting(of: project) == .keep
        else { return nil }
        return "its Project \(shown(review))"
    }

    private func announceProject(_ review: Review, knowing facts: Facts, _ findings: inout Findings) {
        if KeepAnnotation.setting(of: review.oldObject) == .keep {
            findings.warn("namespace \(shown(review)) is kept: the Project says \(KeepAnnotation.key): \"true\"")
            return
        }
        guard !review.name.isEmpty else { return }
        switch findings.look(up: .namespace(review.name), in: facts) {
        case .object(let namespace) where KeepAnnotation.setting(of: namespace) == .keep:
            findings.warn("namespace \(shown(review)) is kept: it says \(KeepAnnotation.key): \"true\" itself")
        case .object:
            findings.warn("namespace \(shown(review)) and all that is in it is deleted with the Project")
        case .absent: break
        case .unknown:
            findings.warn(
                """
                namespace \(shown(review)) and all that is in it is deleted with the Project, unless the namespace \
                itself says \(KeepAnnotation.key): "true"
                """)
        }
    }

    private func shown(_ review: Review) -> Quoted { Quoted(review.name) }
}
