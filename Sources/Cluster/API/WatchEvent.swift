internal import JSON
internal import Kubernetes

/// What a watch says: one line of JSON.
enum WatchEvent {
    case stored(ObjectName, Value, version: String)
    case deleted(ObjectName, version: String)
    /// Nothing has changed up to this version of the list.
    case bookmark(version: String)
    /// The versions since the one asked for are not kept any more (410): list again.
    case expired
    case failed(String)

    init(_ line: [UInt8]) {
        guard let root = (try? Parser.parse(line))?.root, let object = root["object"] else {
            self = .failed("a watch event is no JSON")
            return
        }
        let name = ObjectName(reading: object)
        let version = object["metadata"]?["resourceVersion"]?.string
        switch (root["type"]?.string ?? "", name, version) {
        case ("ADDED", let name?, let version?), ("MODIFIED", let name?, let version?):
            self = .stored(name, object, version: version)
        case ("DELETED", let name?, let version?): self = .deleted(name, version: version)
        case ("BOOKMARK", _, let version?): self = .bookmark(version: version)
        case ("ERROR", _, _) where object["code"]?.integer == 410: self = .expired
        case ("ERROR", _, _): self = .failed("the watch ended with \(object["code"]?.number ?? "an error")")
        default: self = .failed("a watch event makes no sense")
        }
    }
}
