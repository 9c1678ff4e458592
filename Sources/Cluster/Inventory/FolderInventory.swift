internal import JSON
internal import Kubernetes

/// A folder of manifests as all that is in a cluster. It is read whole, once. What cannot be read in it is told, and the
/// rest is there all the same.
///
/// Values of Secrets are in memory for as long as it is; a folder has them in its files all the while.
package struct FolderInventory: Inventory {
    package let place: String
    private let objects: [ManifestObject]
    /// The same as answers to rules' questions.
    package let facts: ClusterFolder
    package let unreadable: [String]
    package let skipped: [String]

    /// - Throws: where it is no folder, or folders in it never end.
    package init(_ path: String) throws(ClusterFolderError) {
        place = path
        var reader = FolderReader(forInventory: true)
        try reader.read(path)
        unreadable = reader.remains.unreadable
        skipped = reader.remains.skipped
        objects = reader.objects
        facts = ClusterFolder(reader)
    }

    /// One page, in the order of the files. A folder knows every kind.
    package func read(_ selection: Selection, _ take: (ObjectPage) -> Void) throws(InventoryError) -> Bool {
        let chosen = objects.filter { $0.isAmong(selection) }
        if !chosen.isEmpty { take(ObjectPage(objects: chosen.map(\.value), remaining: 0)) }
        return true
    }
}

extension ManifestObject {
    fileprivate func isAmong(_ selection: Selection) -> Bool {
        guard group == selection.group, kind == selection.kind else { return false }
        if let label = selection.label, meta.labels?[label] == nil { return false }
        guard let wanted = selection.namespace else { return true }
        return ObjectName(meta, isNamespaced: true)?.namespace == wanted
    }
}
