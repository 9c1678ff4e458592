package import Admission
internal import Synchronization

/// A folder of manifests as the cluster of a running server, which can be told to read it again.
package final class ReloadingFolder: FactSource {
    private let path: String
    private let current: Mutex<ClusterFolder>

    package init(_ path: String) throws(ClusterFolderError) {
        self.path = path
        current = Mutex(try ClusterFolder(path))
    }

    /// Reads the folder again. Where that fails, what was read before stays.
    package func reload() throws(ClusterFolderError) {
        let folder = try ClusterFolder(path)
        current.withLock { $0 = folder }
    }

    package func atHand(_ question: Question) -> Facts.Answer? {
        current.withLock { $0 }.atHand(question)
    }

    package func known(_ questions: [Question]) -> [Question: Facts.Answer] {
        current.withLock { $0 }.known(questions)
    }

    package func find(
        _ questions: [Question], within time: Duration, then: @escaping @Sendable ([Question: Facts.Answer]) -> Void
    ) {
        then(known(questions))
    }
}
