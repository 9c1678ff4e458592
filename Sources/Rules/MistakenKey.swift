internal import Spelling

/// Keys of annotations that were meant to be `kargo.akuity.io/keep-namespace`.
enum MistakenKey {
    /// Edits between what was written and what was meant.
    private static let nearEdits = 2

    /// Keys that people took for it (Kargo issues 4202 and 4627) though they are spelled quite differently.
    private static let known = ["kargo.akuity.io/delete-namespace", "kargo.akuity.io/keep-ns"]

    /// No key is longer that the API server takes: a prefix of 253 bytes, a slash and a name of 63. It is looked at
    /// before there is any letter to compare, as nobody need have checked a key before us.
    private static let longest = 253 + 1 + 63

    private static let plainKey = plain(KeepAnnotation.key)
    private static let plainName = plain("keep-namespace")

    /// Whether `key` is near the real one but not it: at most two edits away once case and separators are left out, or
    /// the right name under another prefix.
    static func isMistaken(_ key: String) -> Bool {
        guard key.utf8.count <= longest, !key.utf8.elementsEqual(KeepAnnotation.key.utf8) else { return false }
        if known.contains(where: { $0.utf8.elementsEqual(key.utf8) }) { return true }
        let name = key.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        if plain(name) == plainName { return true }
        return EditDistance.between(plain(key), plainKey, atMost: nearEdits) != nil
    }

    /// Lower case, and without separators.
    private static func plain(_ text: some StringProtocol) -> [Character] {
        text.lowercased().filter { !"-_./ ".contains($0) }.map { $0 }
    }
}
