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

    private func judgeNamespace(_ review: Review, knowing facts: Facts, _ findings: inout Findings) {
        if KeepAnnotation.setting(of: review.oldObject) == .keep {
            holdBack(review, for: "the namespace itself", &findings)
            return
        }
        switch project(of: review, knowing: facts, &findings) {
        case .found(let project) where KeepAnnotation.setting(of: project) == .keep:
            holdBack(review, for: "its Project \(shown(review))", &findings)
        case .found, .unknown:
            guard ProjectLabel.isOn(review.meta.labels) else { return }
            findings.warn("namespace \(shown(review)) is a Kargo project's: its Project is deleted with it")
        case .absent:
            guard ProjectLabel.isOn(review.meta.labels) else { return }
            findings.warn(
                "namespace \(shown(review)) is labelled as a Kargo project's: a Project is deleted with its namespace, "
                    + "but there is none of this name")
        }
    }

    /// Nothing holds break-glass groups back, a cluster that does not answer included.
    private func project(of review: Review, knowing facts: Facts, _ findings: inout Findings) -> Known<ObjectFacts> {
        guard !review.name.isEmpty else { return .unknown }
        return findings.look(up: .project(review.name), in: facts, isAdvice: isBreakGlass(review.user))
    }

    /// Kargo's controllers and the garbage collector are held back too: that is how Kargo 1.7 to 1.9.3 lost
    /// namespaces that were to be kept.
    private func holdBack(_ review: Review, for keeper: String, _ findings: inout Findings) {
        guard !isBreakGlass(review.user) else {
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

    private func isBreakGlass(_ user: User) -> Bool { user.isInGroup(among: breakGlass) }

    private func announceProject(_ review: Review, knowing facts: Facts, _ findings: inout Findings) {
        if KeepAnnotation.setting(of: review.oldObject) == .keep {
            findings.warn("namespace \(shown(review)) is kept: the Project says \(KeepAnnotation.key): \"true\"")
            return
        }
        guard !review.name.isEmpty else { return }
        switch findings.look(up: .namespace(review.name), in: facts, isAdvice: true) {
        case .found(let namespace) where KeepAnnotation.setting(of: namespace) == .keep:
            findings.warn("namespace \(shown(review)) is kept: it says \(KeepAnnotation.key): \"true\" itself")
        case .found:
            findings.warn("namespace \(shown(review)) and all that is in it is deleted with the Project")
        case .absent: findings.warn("there is no namespace \(shown(review)): only the Project is deleted")
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
