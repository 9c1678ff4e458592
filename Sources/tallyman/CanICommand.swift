internal import ArgumentParser
internal import Cluster
internal import Files
internal import Kubernetes

/// `tallyman can-i`: may this user do this, by a folder of manifests.
struct CanICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "can-i",
        abstract:
            "Say whether a user may do something, by the roles and bindings in a folder, and which binding says so.",
        discussion: """
            A resource is written as for kubectl: secrets, secrets/team-a-reg, stages.kargo.akuity.io. Without a group \
            it is that of Kargo, Kubero or RBAC which has a resource of this name, else it is the core group's. Without \
            -n the question is for all namespaces at once, or for what is in none. As the API server does with those \
            who log in, the user is put into the group system:authenticated (system:anonymous into \
            system:unauthenticated), and a service account into the groups of all of them and of its namespace.

            Ends with 0 for yes, 1 for no, and 2 where it cannot be told.
            """)

    @Argument(help: "get, list, watch, create, update, patch, delete, deletecollection, or any other.") var verb: String
    @Argument(help: "RESOURCE[.GROUP][/NAME], plural.") var resource: ResourceArgument
    @Option(help: "A subresource: status, log, finalizers.") var subresource = ""
    @Option(name: [.customShort("n"), .long], help: "The namespace it is in.") var namespace = ""
    @Option(name: .customLong("as"), help: "The user: a name, or system:serviceaccount:NAMESPACE:NAME.")
    var user: String
    @Option(name: .customLong("as-group"), help: "A group that the user is in; may be repeated.")
    var groups: [String] = []
    @Option(help: "The folder of manifests, read as the cluster.") var cluster: String

    func run() throws {
        let review = AccessReview(
            user: user, groups: groups + ImpliedGroups.of(user), verb: verb, group: resource.group,
            resource: resource.resource, subresource: subresource, name: resource.name, namespace: namespace)
        let grant: Grant?
        do throws(ClusterFolderError) {
            grant = try ClusterFolder(cluster).access(review)
        } catch {
            Files.complain("\(error)")
            throw ExitCode(2)
        }
        let why = grant.map { "\($0)" } ?? "nothing allows it"
        let asked = "asked for \(review.user) in \(review.groups.joined(separator: ", "))"
        Files.print(Array("\(grant == nil ? "no" : "yes"): \(why)\n  \(asked)\n".utf8))
        if grant == nil { throw ExitCode(1) }
    }
}
