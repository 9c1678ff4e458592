/// The keys of a Secret's data that together are a credential; akuity/kargo pkg/credentials.
enum CredentialShape: CaseIterable {
    case basic, gitHubApp, ssh, ecr, artifactRegistry

    /// All of them are needed; of several in one place, one.
    var keys: [[String]] {
        switch self {
        case .basic: [["username"], ["password"]]
        case .gitHubApp:
            [["githubAppClientID", "githubAppID"], ["githubAppInstallationID"], ["githubAppPrivateKey"]]
        case .ssh: [["sshPrivateKey"]]
        case .ecr: [["awsRegion"], ["awsAccessKeyID"], ["awsSecretAccessKey"]]
        case .artifactRegistry: [["gcpServiceAccountKey"]]
        }
    }

    /// What people call it.
    var name: String {
        switch self {
        case .basic: "a user name and password"
        case .gitHubApp: "a GitHub App"
        case .ssh: "an SSH key"
        case .ecr: "an AWS access key"
        case .artifactRegistry: "a Google service account"
        }
    }

    /// How many of its keys a Secret has.
    func found(in data: SecretData) -> Int { keys.count { $0.contains(where: data.has) } }

    func isComplete(in data: SecretData) -> Bool { found(in: data) == keys.count }

    /// The keys that are still missing, one for each place.
    func missing(in data: SecretData) -> [String] { keys.filter { !$0.contains(where: data.has) }.map { $0[0] } }
}
