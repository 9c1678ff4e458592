internal import Files
internal import Serving

extension APIServer {
    /// Where the kubelet puts what a Pod's service account needs.
    package static let serviceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount"
    /// CA bundles have a few KiB, tokens one or two.
    static let fileLimit = 1 << 20

    /// As a Pod finds it (k8s.io/client-go/rest, InClusterConfig).
    /// - Parameter environment: the value of a variable, nil where it is not set.
    package static func inCluster(
        environment: (String) -> String?, folder: String = serviceAccountFolder
    ) throws(APIServerError) -> APIServer {
        guard let host = environment("KUBERNETES_SERVICE_HOST"), let port = environment("KUBERNETES_SERVICE_PORT"),
            !host.isEmpty, !port.isEmpty
        else { throw .notInCluster("KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set") }
        guard let number = UInt16(port), let origin = Origin(host: host, port: number) else {
            throw .notInCluster("KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are no host and port")
        }
        let authorities = try read("\(folder)/ca.crt")
        // Only whether it can be read: its content is read when it is needed, and again as it changes.
        _ = try read("\(folder)/token")
        return APIServer(
            origin: origin, tls: ClientTLS(authorities: authorities), credential: .tokenFile("\(folder)/token"))
    }

    static func read(_ path: String) throws(APIServerError) -> [UInt8] {
        do throws(FileError) {
            return try Files.read(path, limit: fileLimit)
        } catch {
            throw .unreadable("\(error)")
        }
    }
}
