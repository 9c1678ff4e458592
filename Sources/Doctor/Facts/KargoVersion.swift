internal import Configuration
internal import Kubernetes
internal import Rules

/// A version of Kargo's.
struct KargoVersion: Comparable, CustomStringConvertible {
    private let parts: [Int]

    /// Reads `v1.9.2`, `1.9.2`, `v1.10.0-rc.1`; nil for what does not say three numbers.
    init?(_ text: some StringProtocol) {
        let release = text.drop { $0 == "v" }.prefix { $0 != "-" && $0 != "+" }
        let parts = release.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let major = parts[0], let minor = parts[1], let patch = parts[2],
            [major, minor, patch].allSatisfy({ $0 >= 0 })
        else { return nil }
        self.parts = [major, minor, patch]
    }

    /// By the tag of an image; nil where it has none, or one that is no version: a digest says none.
    init?(image: String) {
        guard let tagged = image.split(separator: "@", maxSplits: 1).first,
            let last = tagged.split(separator: "/").last, let colon = last.firstIndex(of: ":")
        else { return nil }
        self.init(last[last.index(after: colon)...])
    }

    static func < (left: KargoVersion, right: KargoVersion) -> Bool {
        left.parts.lexicographicallyPrecedes(right.parts)
    }

    var description: String { "v" + parts.map { "\($0)" }.joined(separator: ".") }
}

/// A Deployment of Kargo's, with its version.
struct KargoComponent {
    let workload: Workload
    /// By the image's tag, else by the label; nil: neither says one.
    let version: KargoVersion?
    /// Whether more than its name says that it is Kargo's.
    let isSure: Bool

    /// nil where this is not Kargo's.
    init?(_ workload: Workload) {
        let images = workload.containers.map(\.image).filter { Self.repository($0) == "kargo" }
        isSure = !images.isEmpty || workload.labels["app.kubernetes.io/name"] == "kargo"
        guard isSure || workload.name.name.utf8.starts(with: "kargo-".utf8) else { return nil }
        self.workload = workload
        version =
            images.lazy.compactMap { KargoVersion(image: $0) }.first
            ?? workload.labels["app.kubernetes.io/version"].flatMap { KargoVersion($0) }
    }

    /// Whether it has a label, or the name that goes with it where it has none.
    func isPart(_ component: String) -> Bool {
        workload.labels[Account.label].map { $0 == component } ?? (workload.name.name == "kargo-\(component)")
    }

    /// The last part of an image's name: `ghcr.io/akuity/kargo:v1.9.2` is `kargo`.
    private static func repository(_ image: String) -> Substring? {
        image.split(separator: "@", maxSplits: 1).first?.split(separator: "/").last?.split(separator: ":").first
    }
}
