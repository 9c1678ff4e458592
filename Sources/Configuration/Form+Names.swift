internal import Admission
internal import Encodings
internal import Forms
internal import JSON
internal import Kubernetes
internal import Rules

extension Form<String> {
    /// An IPv4 or IPv6 address in numbers.
    static var address: Form {
        string(\.self) { text in
            if IPAddress.isOne(text) { return .success(text) }
            return .failure(Complaint("\(Quoted(text)): must be an IP address, such as 127.0.0.1, 0.0.0.0 or ::"))
        }
    }

    /// The common name or DNS name of a client's certificate. OpenSSL takes one that begins with a dot for every name
    /// that ends so.
    static var clientName: Form {
        string(\.self) { name in
            if name.isEmpty { return .failure(Complaint("must not be empty")) }
            guard !name.hasPrefix("."), !name.utf8.contains(0) else {
                return .failure(Complaint("\(Quoted(name)): must be a whole name, such as kube-apiserver"))
            }
            return .success(name)
        }
    }

    /// The name of a Namespace.
    static var namespace: Form { name(.label) }

    /// The name of a Secret, or of most other things.
    static var objectName: Form { name(.subdomain) }

    /// A registry as Docker and Kubernetes name it, `domain[:port][/path]`. The value is not shown in complaints: it
    /// may have a password in it.
    static var registryHost: Form {
        string(\.self) { host in
            do throws(HostProblem) {
                _ = try RegistryHost(host)
                return .success(host)
            } catch {
                return .failure(Complaint("\(error)"))
            }
        }
    }

    private static func name(_ form: NameForm) -> Form {
        string(\.self) { name in
            guard let problem = form.problem(with: name) else { return .success(name) }
            return .failure(Complaint("\(Quoted(name)): \(problem)"))
        }
    }
}

extension Form<NamePattern> {
    /// Users, groups.
    static var pattern: Form {
        string(\.text) { text in
            if text.isEmpty { return .failure(Complaint("must not be empty")) }
            guard !text.dropLast().contains("*") else {
                return .failure(Complaint("\(Quoted(text)): a * can only stand at the end"))
            }
            return .success(NamePattern(text))
        }
    }

    /// Namespaces.
    static var namespacePattern: Form {
        string(\.text) { text in
            // What a `*` stands for may be nothing or more letters: with one in its place there is a whole name to check.
            let example = text.utf8.last == UInt8(ascii: "*") ? text.dropLast() + "x" : text[...]
            guard let problem = NameForm.label.problem(with: String(example)) else {
                return .success(NamePattern(text))
            }
            return .failure(Complaint("\(Quoted(text)): \(problem); a * can only stand at the end"))
        }
    }
}

extension Form<ProjectConfigName.Expected> {
    /// A name, or `$namespace`.
    static var expectedName: Form {
        string({ $0.text }) { text in
            if text == "$namespace" { return .success(.namespace) }
            guard let problem = NameForm.subdomain.problem(with: text) else { return .success(.literal(text)) }
            return .failure(Complaint("\(Quoted(text)): must be $namespace, or a name: \(problem)"))
        }
    }
}

extension ProjectConfigName.Expected {
    fileprivate var text: String {
        switch self {
        case .namespace: "$namespace"
        case .literal(let name): name
        }
    }
}
