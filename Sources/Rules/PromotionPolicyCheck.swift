internal import Admission
internal import JSON
internal import Kubernetes
internal import Patterns

/// Goes through the promotion policies of a project once. Names are read in place; a text is made only to be shown.
struct PromotionPolicyCheck {
    /// The Stages named exactly, with the index of the policy.
    private(set) var names: [(index: Int, name: ArraySlice<UInt8>)] = []
    /// What the policies hide of each other.
    private(set) var order = PolicyOrder()
    private var firstIndex: [ArraySlice<UInt8>: Int] = [:]
    private var expressions = 0

    /// Regular expressions that a project may have. An ordinary one compiles in 10 µs, the worst in 1 ms, so that all take
    /// 2 s at most, of the 5 s that the API server waits. In use are tens.
    static let maximumExpressions = 2_000

    mutating func check(_ policies: Value, _ findings: inout Findings) {
        for (index, policy) in policies.elements.enumerated() { check(policy, at: index, &findings) }
        if expressions > Self.maximumExpressions {
            let why = "has \(expressions) regular expressions; only \(Self.maximumExpressions) can be checked"
            findings.report(.notAllowed(PromotionPolicies.path, why))
        }
        if order.isIncomplete {
            findings.warn(
                at: PromotionPolicies.path,
                "too many or too large patterns to tell of every policy whether an earlier one hides it")
        }
    }

    private func path(_ index: Int) -> FieldPath { PromotionPolicies.path.index(index) }

    private mutating func check(_ policy: Value, at index: Int, _ findings: inout Findings) {
        guard policy.kind == .object else {
            let wanted = "an object, such as {stageSelector: {name: uat}, autoPromotionEnabled: true}"
            findings.report(.typeInvalid(path(index), policy.kind, wanted: wanted))
            return
        }
        let enabled = policy["autoPromotionEnabled"]
        if let enabled, enabled.kind != .bool {
            findings.report(
                .typeInvalid(path(index).child("autoPromotionEnabled"), enabled.kind, wanted: "true or false"))
        }
        let isEnabled = enabled?.bool ?? false
        let stage = policy["stage"].flatMap { $0.isString("") ? nil : $0 }
        switch (stage, policy["stageSelector"]) {
        case (nil, nil):
            findings.report(
                .required(path(index), "one of stage and stageSelector; without either it is for every Stage"))
        case (let stage?, nil): check(stage: stage, isEnabled, at: index, &findings)
        case (let stage, let selector?):
            if stage != nil {
                findings.report(.notAllowed(path(index), "has both stage and stageSelector; keep stageSelector"))
            }
            check(selector: selector, isEnabled, at: index, &findings)
        }
    }

    private mutating func check(stage: Value, _ isEnabled: Bool, at index: Int, _ findings: inout Findings) {
        guard let name = stage.slice else {
            findings.report(.typeInvalid(path(index).child("stage"), stage.kind, wanted: "the name of a Stage"))
            return
        }
        if name.contains(UInt8(ascii: ":")) {
            let why = "no Stage can have this name; a pattern belongs in stageSelector.name"
            findings.report(.invalid(path(index).child("stage"), stage.string, why))
        } else {
            check(name, in: "stage", isEnabled, at: index, &findings)
        }
    }

    private mutating func check(selector: Value, _ isEnabled: Bool, at index: Int, _ findings: inout Findings) {
        guard selector.kind == .object else {
            let wanted = "an object, such as {name: uat}"
            findings.report(.typeInvalid(path(index).child("stageSelector"), selector.kind, wanted: wanted))
            return
        }
        let hasLabels = Self.hasLabels(selector)
        if selector["matchLabels"] != nil || selector["matchExpressions"] != nil {
            let at = path(index).child("stageSelector")
            for problem in LabelSelector.problems(in: selector) {
                findings.report(Violation(problem, of: at).within(at))
            }
        }
        guard let name = selector["name"], !name.isString("") else {
            if hasLabels {
                check(labelsAt: index, isEnabled, &findings)
            } else {
                findings.report(
                    .required(path(index).child("stageSelector"), "a name or labels; without either it is every Stage")
                        .within(path(index)))
            }
            return
        }
        guard let text = name.slice else {
            let path = path(index).child("stageSelector.name")
            findings.report(.typeInvalid(path, name.kind, wanted: "the name of a Stage, or a pattern"))
            return
        }
        if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
            check(pattern: text, colon, hasLabels, isEnabled, at: index, &findings)
        } else {
            check(text, in: "stageSelector.name", isEnabled, at: index, &findings)
        }
    }

    /// A value of the wrong type counts as labels: that is what it was to be.
    private static func hasLabels(_ selector: Value) -> Bool {
        ["matchLabels", "matchExpressions"].contains { key in
            guard let labels = selector[key] else { return false }
            return switch labels.kind {
            case .object: labels.members.contains { _ in true }
            case .array: labels.elements.contains { _ in true }
            default: true
            }
        }
    }

    /// An exact name.
    private mutating func check(
        _ name: ArraySlice<UInt8>, in field: String, _ isEnabled: Bool, at index: Int, _ findings: inout Findings
    ) {
        guard NameForm.subdomain.fits(name) else {
            let text = String(decoding: name, as: UTF8.self)
            let why = NameForm.subdomain.problem(with: text) ?? ""
            findings.report(.invalid(path(index).child(field), text, "no Stage can have this name: \(why)"))
            return
        }
        guard let first = firstIndex[name] else {
            firstIndex[name] = index
            names.append((index, name))
            warn(ofHiddenBy: order.hider(of: name, isEnabled), index, isEnabled, &findings)
            return
        }
        let why = "\(path(first)) already names this Stage, and the first one counts"
        findings.report(.duplicate(path(index), String(decoding: name, as: UTF8.self), why))
    }

    private mutating func check(labelsAt index: Int, _ isEnabled: Bool, _ findings: inout Findings) {
        warn(ofHiddenBy: order.hiderOfAll(isEnabled), index, isEnabled, &findings)
        warn(ofOpenness: "label", index, isEnabled, &findings)
    }

    private mutating func check(
        pattern text: ArraySlice<UInt8>, _ colon: Int, _ hasLabels: Bool, _ isEnabled: Bool, at index: Int,
        _ findings: inout Findings
    ) {
        if text[..<colon].starts(with: "regex".utf8) { expressions += 1 }
        guard expressions <= Self.maximumExpressions else { return }
        let pattern: StagePattern
        do throws(StagePattern.Problem) {
            pattern = try StagePattern(prefix: text[..<colon], pattern: text[(colon + 1)...])
        } catch {
            let path = path(index).child("stageSelector.name")
            findings.report(.invalid(path, String(decoding: text, as: UTF8.self), error.description))
            return
        }
        if let doubt = pattern.doubt { findings.warn(at: path(index).child("stageSelector.name"), doubt) }
        warn(ofHiddenBy: order.hiderOfAll(isEnabled), index, isEnabled, &findings)
        warn(ofOpenness: "create", index, isEnabled, &findings)
        if !hasLabels { order.add(pattern, isEnabled, at: index) }
    }

    private func warn(
        ofHiddenBy hider: Int?, _ index: Int, _ isEnabled: Bool, _ findings: inout Findings
    ) {
        guard let hider else { return }
        findings.warn(
            at: path(index), "never counts: \(path(hider)) comes first and says \(isEnabled ? "false" : "true")")
    }

    /// - Parameter verb: what somebody has to do with a Stage to have it promoted.
    private func warn(ofOpenness verb: String, _ index: Int, _ isEnabled: Bool, _ findings: inout Findings) {
        guard isEnabled else { return }
        findings.warn(
            at: path(index), "whoever may \(verb) Stages can have them promoted automatically; exact names are safer")
    }
}
