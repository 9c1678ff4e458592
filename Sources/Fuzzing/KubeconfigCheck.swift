internal import Cluster
internal import Serving

/// What is refused is refused without showing what is secret in it.
enum KubeconfigCheck {
    static func run(_ bytes: [UInt8]) throws(Broken) {
        for context in [nil, "a"] {
            let said: String
            do throws(APIServerError) {
                // No file that it names is there, as far as its name is relative.
                let server = try APIServer.kubeconfig(bytes, from: "/nowhere/kubeconfig", context: context)
                said = "\(server.origin) \(server.basePath)"
            } catch {
                said = "\(error)"
            }
            try Broken.unless(!said.contains(mark), "what it says has something secret in it: \(said)")
        }
    }

    /// What tokens, passwords and keys in the corpus have in them, and names have not.
    private static let mark = "s3cr3t"
}
