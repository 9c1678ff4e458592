internal import Admission
internal import ArgumentParser
internal import Cluster
internal import Configuration
internal import Files

/// The configuration, and the cluster that a command looks through.
struct InventoryOptions: ParsableArguments {
    @OptionGroup var config: ConfigOptions
    @Option(help: "How to reach the API server; without it, as kubectl does: KUBECONFIG, then ~/.kube/config.")
    var kubeconfig: String?
    @Option(help: "Which context of the kubeconfig; without it, its current one.")
    var context: String?
    @Flag(help: "Reach the API server of the cluster that this runs in, as its Pod's ServiceAccount.")
    var inCluster = false
    @Option(name: .customLong("cluster"), help: "Look through this folder of manifests instead of an API server.")
    var folder: String?

    /// How long a rule's question may take. Nobody's request is held up by it.
    private static let patience = Duration.seconds(10)

    func validate() throws {
        let ways = [folder != nil, inCluster, kubeconfig != nil || context != nil]
        guard ways.count(where: { $0 }) <= 1 else {
            throw ValidationError("--cluster, --in-cluster and --kubeconfig exclude each other: name one cluster")
        }
    }

    /// Reads the configuration and the folder, or makes ready to ask the API server; ends the command where that
    /// cannot be done.
    func open() throws -> (inventory: any Inventory, facts: any FactSource, configuration: Configuration) {
        let configuration = try config.load()
        do {
            if let folder = folder ?? configured(configuration.cluster) {
                let inventory = try FolderInventory(folder)
                return (inventory, inventory.facts, configuration)
            }
            let server = try server()
            let facts = try APICluster(server) { Files.complain("tallyman: API server: \($0)") }
            return (try APIInventory(server), PatientFacts(facts, within: Self.patience), configuration)
        } catch let error as ExitCode {
            throw error
        } catch {
            Files.complain("\(error)")
            throw ExitCode(2)
        }
    }

    private func configured(_ cluster: ClusterSettings) -> String? {
        guard !inCluster, kubeconfig == nil, context == nil, cluster.source == .directory else { return nil }
        return cluster.directory
    }

    private func server() throws -> APIServer {
        guard !inCluster else { return try APIServer.inCluster(environment: Surroundings.variable) }
        return try APIServer.kubeconfig(kubeconfigPath(), context: context)
    }

    private func kubeconfigPath() throws -> String {
        if let kubeconfig { return kubeconfig }
        if let path = Surroundings.variable("KUBECONFIG"), !path.isEmpty {
            guard !path.contains(":") else {
                Files.complain("KUBECONFIG names several files, which are not merged here; name one by --kubeconfig")
                throw ExitCode(2)
            }
            return path
        }
        guard let home = Surroundings.variable("HOME"), !home.isEmpty else {
            Files.complain("there is neither KUBECONFIG nor HOME; name the cluster by --kubeconfig or --cluster")
            throw ExitCode(2)
        }
        return "\(home)/.kube/config"
    }
}
