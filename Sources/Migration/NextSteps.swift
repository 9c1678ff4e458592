internal import Manifests

/// What is to be done with the files that were written, a line each.
package struct NextSteps {
    package let lines: [String]

    /// - Parameter outputs: those that are there, in the order of `Migration.outputs`.
    package init(_ outputs: [Output]) {
        func files(_ kind: Output.Kind) -> String? {
            let paths = outputs.filter { $0.kind == kind }.map { "\(OneLine($0.path))" }
            return paths.isEmpty ? nil : paths.joined(separator: ", ")
        }
        var steps: [String] = []
        if let files = files(.projectConfig) { steps.append("Apply \(files) first: \(Self.whyConfigsFirst)") }
        let secrets = files(.secret)
        if let secrets { steps.append("Apply \(secrets) before the Pipelines, which are refused without the Secrets.") }
        if secrets != nil { steps.append(Self.pullSecrets) }
        if let files = files(.migrated) {
            let apply = steps.isEmpty ? "Apply" : "Then apply"
            steps.append("\(apply) \(files), and put it in the place of what it was made from.")
        }
        lines = secrets == nil ? steps : steps + Self.afterSecrets
    }

    private static let whyConfigsFirst = """
        no Stage is without its policy for a time then. It takes Kargo 1.5 or later. Only where the Project is not in the \
        cluster yet, apply that before: it makes the namespace.
        """
    private static let pullSecrets = """
        See that something makes the pull secrets of the Pipelines' namespaces from these: Kubero's own operator does \
        not read credentialsSecretRef, and makes none with createSecret: none.
        """
    private static let afterSecrets = [
        """
        Rotate the registry passwords: the old ones still stand in the inputs, in the history of their repository and \
        wherever the Pipelines were read.
        """, "Keep the Secrets' files out of git, or seal them.",
    ]
}
