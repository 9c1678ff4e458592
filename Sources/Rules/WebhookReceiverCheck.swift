internal import Admission
internal import JSON
internal import Kubernetes
internal import Spelling

/// Goes through the webhook receivers of a project once.
struct WebhookReceiverCheck {
    /// The types of receivers, by the field that makes a receiver one.
    static let types = [
        "artifactory", "azure", "bitbucket", "dockerhub", "generic", "gitea", "github", "gitlab", "harbor", "quay",
    ]

    private static let path: FieldPath = "spec.webhookReceivers"
    private var firstIndex: [ArraySlice<UInt8>: Int] = [:]

    mutating func check(_ receivers: Value, _ findings: inout Findings) {
        guard receivers.kind == .array else {
            findings.report(.typeInvalid(Self.path, receivers.kind, wanted: "a list"))
            return
        }
        for (index, receiver) in receivers.elements.enumerated() {
            guard receiver.kind == .object else {
                let wanted = "an object, such as {name: from-github, github: {secretRef: {name: a-secret}}}"
                findings.report(.typeInvalid(Self.path.index(index), receiver.kind, wanted: wanted))
                continue
            }
            checkName(of: receiver, at: index, &findings)
            checkType(of: receiver, at: index, &findings)
        }
    }

    private mutating func checkName(of receiver: Value, at index: Int, _ findings: inout Findings) {
        let entry = Self.path.index(index)
        guard let value = receiver["name"], !value.isString("") else {
            findings.report(.required(entry.child("name"), "a name that no other receiver has").within(entry))
            return
        }
        guard let name = value.slice else {
            findings.report(.typeInvalid(entry.child("name"), value.kind, wanted: "a text"))
            return
        }
        let text = String(decoding: name, as: UTF8.self)
        if let problem = NameForm.subdomain.problem(with: text) {
            findings.report(.invalid(entry.child("name"), text, problem))
        } else if let first = firstIndex[name] {
            let why = "\(Self.path.index(first)) already has this name"
            findings.report(.duplicate(entry.child("name"), text, why).within(entry, or: Self.path.index(first)))
        } else {
            firstIndex[name] = index
        }
    }

    private func checkType(of receiver: Value, at index: Int, _ findings: inout Findings) {
        let entry = Self.path.index(index)
        let types = Self.types.filter { receiver[$0] != nil }
        guard let type = types.first, let settings = receiver[type] else {
            let known = Self.types.joined(separator: ", ")
            findings.report(.required(entry, "\(Self.misspelling(in: receiver))one of \(known)"))
            return
        }
        guard types.count == 1 else {
            let found = types.joined(separator: ", ")
            findings.report(.notAllowed(entry, "has \(types.count) types, \(found); make it as many receivers"))
            return
        }
        let path = entry.child(type)
        guard settings.kind == .object else {
            findings.report(
                .typeInvalid(path, settings.kind, wanted: "an object, such as {secretRef: {name: a-secret}}"))
            return
        }
        checkSecret(settings["secretRef"], at: path.child("secretRef"), in: entry, &findings)
        if type == "generic" { GenericReceiverCheck(entry: entry).check(settings, &findings) }
    }

    /// Members of a receiver that are compared with the types: an ordinary one has two.
    private static let membersRead = 10

    private static func misspelling(in receiver: Value) -> String {
        for member in receiver.members.prefix(membersRead) where !member.has("name") && member.value.kind == .object {
            let key = member.key
            if let meant = Nearest.word(to: key, among: types) {
                return "\(Quoted(key)) is no type, did you mean \(meant)? A receiver has "
            }
        }
        return ""
    }

    private func checkSecret(_ value: Value?, at path: FieldPath, in entry: FieldPath, _ findings: inout Findings) {
        if let value, value.kind != .object {
            findings.report(.typeInvalid(path, value.kind, wanted: "an object, such as {name: a-secret}"))
            return
        }
        guard let name = value?["name"], !name.isString("") else {
            let why = "the name of the Secret that requests are verified with"
            findings.report(.required(path.child("name"), why).within(entry))
            return
        }
        if name.kind != .string {
            findings.report(.typeInvalid(path.child("name"), name.kind, wanted: "the name of a Secret"))
        }
    }
}
