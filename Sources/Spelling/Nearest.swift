/// The word that was probably meant.
package enum Nearest {
    /// Of `words` the one nearest to `text`, letter case left aside; nil where none is near: at most two edits, and
    /// at most one for each three letters, so that short words are not all near each other.
    package static func word(to text: String, among words: [String]) -> String? {
        let letters = Array(text.lowercased().prefix(64))
        let limit = min(2, max(1, letters.count / 3))
        let distances = words.compactMap { word in
            EditDistance.between(letters, Array(word.lowercased()), atMost: limit).map { (word, $0) }
        }
        return distances.min { $0.1 < $1.1 }?.0
    }
}
