internal import Admission
internal import Encodings
internal import JSON

/// `data` of a Secret, and `stringData`, which the API server merges into it and which manifests may have.
struct SecretData {
    private let data: Value?
    private let stringData: Value?

    init(of secret: Value?) {
        data = secret?["data"]
        stringData = secret?["stringData"]
    }

    /// Whether there is anything at all.
    var isEmpty: Bool { keys.isEmpty }

    private var keys: [String] { [data, stringData].flatMap { $0?.members.map(\.key) ?? [] } }

    /// Whether a key is there, be it with nothing under it.
    func names(_ key: String) -> Bool { [data, stringData].contains { $0?[key] != nil } }

    /// Whether something stands under a key. It is not decoded for that.
    func has(_ key: String) -> Bool { text(key, in: stringData) != nil || text(key, in: data) != nil }

    /// The value under a key; nil where there is none, or none that is base64 of UTF-8. Only for what is not secret.
    func decoded(_ key: String) -> String? {
        if let text = text(key, in: stringData) { return text }
        return text(key, in: data).flatMap { Base64.decode(Array($0.utf8)) }.flatMap {
            String(validating: $0, as: UTF8.self)
        }
    }

    static func path(_ key: String) -> FieldPath { FieldPath("data").key(key) }

    private func text(_ key: String, in data: Value?) -> String? {
        data?[key]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }
}
