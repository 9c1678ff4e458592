extension PullSecret {
    /// Why kubelet would get no user name and password out of a Secret.
    ///
    /// Says what is wrong with the form, and names fields that the format itself has; nothing of what stands there.
    package enum Problem: Error, Hashable, Sendable {
        /// Nothing stands under the key in `data` that Secrets of this type have.
        case missing(key: String)
        case empty(key: String)
        /// The value in `data`.
        case notBase64(key: String)
        case notJSON(key: String)
        /// Go takes the last of two, and letters for the same in either case; another reader may take the first. Which
        /// credential counts would be chance, so neither does here.
        case repeatedField
        /// A field that is not of the type that it has to be.
        case wrongType(field: Field)
        case noAuths
        case emptyAuths
        case authNotBase64
        case authWithoutColon
        /// `credHelpers` or `credsStore`, which name programs that no node has.
        case onlyHelpers
        /// `identitytoken` or `registrytoken`, which kubelet does not read.
        case onlyTokens
        /// Entries, none of which has both.
        case noUserAndPassword
    }

    /// Fields of a Docker configuration.
    package enum Field: String, Hashable, Sendable, CaseIterable {
        case auths, entry, username, password, email, auth
        case headers = "HttpHeaders"
        /// The configuration itself.
        case whole
    }
}

extension PullSecret.Problem: CustomStringConvertible {
    /// To stand behind "the Secret …".
    package var description: String {
        switch self {
        case .missing(let key): "has no \(key) in its data"
        case .empty(let key): "has nothing under \(key)"
        case .notBase64(let key): "has a value under \(key) that is not base64"
        case .notJSON(let key): "has a value under \(key) that is not JSON"
        case .repeatedField: "has the same field twice in one object, so that it depends on the reader which one counts"
        case .wrongType(let field): "has \(field)"
        case .noAuths: "has no \"auths\", which the registries stand under"
        case .emptyAuths: "has no registries"
        case .authNotBase64: "has an \"auth\" that is not base64, which makes all of it useless"
        case .authWithoutColon:
            "has an \"auth\" without a colon between user and password, which makes all of it useless"
        case .onlyHelpers:
            "names credential helpers only, which no node can run; it has to hold a user name and password"
        case .onlyTokens: "holds tokens only, which nodes do not read; it has to hold a user name and password"
        case .noUserAndPassword: "has no registry with both a user name and a password"
        }
    }
}

extension PullSecret.Field: CustomStringConvertible {
    package var description: String {
        switch self {
        case .whole: "a configuration that is not a JSON object"
        case .auths: "an \"auths\" that is not an object"
        case .entry: "a registry whose entry is not an object, which makes all of it useless"
        case .headers: "\"HttpHeaders\" that are not an object of texts, which makes all of it useless"
        case .username, .password, .email, .auth: "a \"\(rawValue)\" that is not a text, which makes all of it useless"
        }
    }
}
