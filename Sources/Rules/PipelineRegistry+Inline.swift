internal import Admission
internal import JSON

/// Credentials that stand in the Pipeline itself, which whoever reads it can read.
extension PipelineRegistry {
    private static let userPath = PipelineSpec.registryPath.child("username")
    private static let passwordPath = PipelineSpec.registryPath.child("password")

    /// R7, R10 and R11.
    func checkInline(
        _ registry: Value, _ spec: PipelineSpec, in review: Review, _ findings: inout Findings
    ) {
        guard spec.namesInline else {
            if spec.reference == nil { checkPair(registry, spec, &findings) }
            return
        }
        checkTypes(registry, &findings)
        let fields = spec.inlineFields
        guard spec.reference == nil else {
            for path in fields {
                let why = "stands beside credentialsSecretRef; a Pipeline has one or the other"
                findings.report(.notAllowed(path, why).with(PipelineSpec.referencePath))
            }
            return
        }
        for path in fields where path.isSecret { judgePlainText(at: path, &findings) }
        checkPair(registry, spec, &findings)
        checkCharacters(registry, &findings)
    }

    private func checkTypes(_ registry: Value, _ findings: inout Findings) {
        if let value = registry["account"], value.kind != .object {
            findings.report(.typeInvalid(PipelineSpec.registryPath.child("account"), value.kind, wanted: "an object"))
        }
        for path in PipelineSpec.inline {
            guard let value = path.value(in: registry), value.kind != .string else { continue }
            findings.report(.typeInvalid(path.within(PipelineSpec.registryPath), value.kind, wanted: "a text"))
        }
    }

    private func judgePlainText(at path: FieldPath, _ findings: inout Findings) {
        let advice = "put it into a Secret and refer to that by credentialsSecretRef"
        switch kubero.inlineCredentials {
        case .allow: break
        case .warn: findings.warn(at: path, "can be read by whoever may read this Pipeline; \(advice)")
        case .deny: findings.report(.notAllowed(path, "credentials must not stand in the Pipeline; \(advice)"))
        }
    }

    /// Without both, the chart falls back to `admin` and `admin`.
    private func checkPair(_ registry: Value, _ spec: PipelineSpec, _ findings: inout Findings) {
        let hasUser = registry["username"].map { !$0.isString("") } ?? false
        let hasPassword = registry["password"].map { !$0.isString("") } ?? false
        guard hasUser != hasPassword || !hasUser && spec.createSecret == .create else { return }
        let why = "user name and password go together"
        if !hasUser { findings.report(.required(Self.userPath, why).with(Self.passwordPath, PipelineSpec.modePath)) }
        if !hasPassword {
            findings.report(.required(Self.passwordPath, why).with(Self.userPath, PipelineSpec.modePath))
        }
    }

    /// The chart writes them into JSON without escaping, and Docker splits at the first colon.
    private func checkCharacters(_ registry: Value, _ findings: inout Findings) {
        if let user = registry["username"]?.string {
            // A byte, as a combining character makes another one of the colon before it.
            if user.utf8.contains(UInt8(ascii: ":")) {
                findings.report(.invalid(Self.userPath, nil, "must not have a colon: the password would begin there"))
            } else if user.unicodeScalars.contains(where: \.breaksJSON) {
                findings.report(.invalid(Self.userPath, nil, Self.unquotable))
            }
        }
        if let password = registry["password"]?.string, password.unicodeScalars.contains(where: \.breaksJSON) {
            findings.report(.invalid(Self.passwordPath, nil, Self.unquotable))
        }
    }

    private static let unquotable = """
        must not have a quote, backslash or control character: Kubero writes it into JSON as it is; a Secret may have any
        """
}

extension FieldPath {
    /// Whether the field holds what must not be known; a user name alone may be.
    fileprivate var isSecret: Bool { steps.last == .field("password") || steps.last == .field("hash") }
}

extension Unicode.Scalar {
    fileprivate var breaksJSON: Bool { self == "\"" || self == "\\" || properties.generalCategory == .control }
}
