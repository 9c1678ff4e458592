package import Admission
internal import JSON
internal import Kubernetes

/// The finalizer by which a controller cleans up after a Project says whether there is anything to clean up: a Project
/// whose namespace is kept has none, any other has it.
package struct CleanupFinalizer: Mutator {
    package static let id = "cleanup-finalizer"
    package static let scopes = [Scope.projects(on: .create, .update)]

    private static let finalizer = "kargo.akuity.io/finalizer"
    private static let path: FieldPath = "metadata.finalizers"

    package func patch(for review: Review, knowing facts: Facts) -> (patch: Patch, findings: Findings) {
        var patch = Patch()
        let findings = Findings()
        guard let metadata = review.object?["metadata"], metadata.kind == .object, !review.meta.isBeingDeleted,
            let finalizers = Self.finalizers(in: metadata)
        else { return (patch, findings) }
        if KeepAnnotation.setting(of: review.object) == .keep {
            let others = finalizers.filter { !Self.isCleanup($0) }
            guard others.count < finalizers.count else { return (patch, findings) }
            if others.isEmpty { patch.remove(Self.path) } else { patch.add(Self.path, Self.list(others)) }
        } else if !finalizers.contains(where: Self.isCleanup) {
            patch.add(Self.path, Self.list(finalizers + [Self.finalizer]))
        }
        return (patch, findings)
    }

    /// nil where it is no list of texts: the API server refuses that, whatever is changed.
    private static func finalizers(in metadata: Value) -> [String]? {
        guard let list = metadata["finalizers"] else { return [] }
        guard list.kind == .array else { return nil }
        let texts = list.elements.map(\.string)
        return texts.contains(nil) ? nil : texts.compactMap(\.self)
    }

    private static func isCleanup(_ text: String) -> Bool { text.utf8.elementsEqual(finalizer.utf8) }

    private static func list(_ texts: [String]) -> PatchValue { .array(texts.map { .string($0) }) }
}
