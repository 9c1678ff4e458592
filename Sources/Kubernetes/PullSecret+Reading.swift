internal import Encodings
package import JSON

extension PullSecret {
    /// Reads a Secret as kubelet does (kubernetes/pkg/credentialprovider/secrets/secrets.go): `.dockercfg` where its
    /// type is that, else `.dockerconfigjson`, whether its type is one that kubelet takes or not.
    ///
    /// What has been decoded of it, user names and passwords, is overwritten before this returns; what stands in
    /// `secret` itself, in base64, is as long in memory as its document, and a password in a registry's key
    /// (`https://user:password@host`) is freed without being overwritten.
    ///
    /// - Parameter secret: the object. `stringData`, which only manifests have, goes before `data`, as when it is stored.
    package static func reading(_ secret: Value) -> PullSecret {
        let meta = ObjectMeta(of: secret)
        let type = secret["type"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? opaqueType
        return PullSecret(
            type: type, isBeingDeleted: meta.isBeingDeleted,
            isOfferedToDeputies: meta.labels?[offerLabel]?.isString("true") == true,
            contents: contents(of: secret, isLegacy: type.isExactly(legacyType)))
    }

    private static func contents(of secret: Value, isLegacy: Bool) -> Contents {
        let key = isLegacy ? ".dockercfg" : ".dockerconfigjson"
        do throws(Problem) {
            var bytes = try bytes(under: key, in: secret)
            defer { bytes.wipe() }
            return .dockerConfig(try DockerConfig.keys(in: bytes, isLegacy: isLegacy, under: key))
        } catch {
            return .unusable(error)
        }
    }

    private static func bytes(under key: String, in secret: Value) throws(Problem) -> [UInt8] {
        if let text = secret["stringData"]?[key] {
            guard let bytes = text.utf8 else { throw .notBase64(key: key) }
            guard !bytes.isEmpty else { throw .empty(key: key) }
            return bytes
        }
        guard let value = secret["data"]?.member(key) else { throw .missing(key: key) }
        guard !value.isNull else { throw .empty(key: key) }
        // Base64 of a secret is as good as the secret.
        guard var text = value.utf8 else { throw .notBase64(key: key) }
        defer { text.wipe() }
        guard let bytes = Base64.decode(text) else { throw .notBase64(key: key) }
        guard !bytes.isEmpty else { throw .empty(key: key) }
        return bytes
    }
}
