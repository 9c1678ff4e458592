internal import JSON
internal import Kubernetes

/// One value in a Secret.
struct SecretKey: Hashable, Sendable {
    let secret: String
    let key: String
}

extension Workload {
    /// A volume of its Pods: the Secrets that it is made of.
    struct Volume: Sendable {
        /// A Secret that is mounted: whole, each key under its own name, or only some keys.
        struct Source: Sendable {
            let secret: String
            /// Keys by their paths in the volume; nil: all.
            let keys: [String: String]?
        }

        let name: String
        /// Of those with the same paths the last one counts.
        let sources: [Source]
    }

    /// Where a container sees a volume.
    struct VolumeMount: Sendable {
        let volume: String
        let path: String
        /// What of the volume is there; empty: all.
        let part: String

        /// The path in the volume of a file that is seen in the container; nil where this is not where it is.
        func path(of file: String) -> String? {
            let (file, place) = (Self.steps(file), Self.steps(path))
            guard file.starts(with: place) else { return nil }
            return (Self.steps(part) + file.dropFirst(place.count)).joined(separator: "/")
        }

        /// How deep it is: what is mounted deeper hides what is not.
        var depth: Int { Self.steps(path).count }

        private static func steps(_ path: String) -> [Substring] { path.split(separator: "/").filter { $0 != "." } }
    }

    /// What a file may be in its containers, the likeliest first; none: it is in no Secret, or that cannot be told.
    func secretKeys(of file: String) -> [SecretKey] {
        // A relative path is in the image, or wherever that starts.
        guard file.hasPrefix("/") else { return [] }
        for container in containers {
            let found = container.mounts.compactMap { mount in mount.path(of: file).map { (mount, $0) } }
            guard let (mount, path) = found.max(by: { $0.0.depth < $1.0.depth }) else { continue }
            let sources = volumes.first { $0.name == mount.volume }?.sources ?? []
            return sources.reversed().compactMap { source in
                if let keys = source.keys { return keys[path].map { SecretKey(secret: source.secret, key: $0) } }
                return path.contains("/") ? nil : SecretKey(secret: source.secret, key: path)
            }
        }
        return []
    }
}

extension Workload.Volume {
    init(_ value: Value) {
        name = value["name"]?.string ?? ""
        // A volume is its own source, or several in one.
        let all = [value] + (value["projected"]?["sources"].map { Array($0.elements) } ?? [])
        sources = all.compactMap { source in
            guard let secret = source["secret"], let name = (secret["secretName"] ?? secret["name"])?.string else {
                return nil
            }
            let items = secret["items"]?.elements.compactMap { item -> (String, String)? in
                guard let path = item["path"]?.string, let key = item["key"]?.string else { return nil }
                return (path, key)
            }
            let keys = items.flatMap { $0.isEmpty ? nil : Dictionary($0) { $1 } }
            return Source(secret: name, keys: keys)
        }
    }
}

extension Workload.VolumeMount {
    /// nil where only the Pod knows what is mounted.
    init?(_ value: Value) {
        guard let volume = value["name"]?.string, let path = value["mountPath"]?.string, value["subPathExpr"] == nil
        else {
            return nil
        }
        self.volume = volume
        self.path = path
        part = value["subPath"]?.string ?? ""
    }
}
