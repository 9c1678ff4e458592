/// The groups that the API server itself puts a user into; k8s.io/apiserver/pkg/authentication.
enum ImpliedGroups {
    static func of(_ user: String) -> [String] {
        guard user != "system:anonymous" else { return ["system:unauthenticated"] }
        let parts = user.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "system", parts[1] == "serviceaccount", !parts[2].isEmpty, !parts[3].isEmpty
        else { return ["system:authenticated"] }
        return ["system:authenticated", "system:serviceaccounts", "system:serviceaccounts:\(parts[2])"]
    }
}
