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
    /// Policies that never count, with those that decide in their place.
    private var hidden: [(index: Int, hider: Int, isEnabled: Bool)] = []
    /// Policies that promote by pattern or label.
    private var open: [Int] = []
    private var doubts: [(index: Int, doubt: String)] = []

    /// What reading and compiling the regular expressions of a project may cost (see `RegularExpression.cost`): some
    /// 300 ms of a fast core, three times that of a slow one. It is done again when a look-up has come back and for the
    /// old object, and the API server waits 5 s. That is room for 10,000 ordinary ones, and in use are tens.
    static let maximumCost = 400_000
    private var cost = 0
    /// The policy at which that was used up.
    private var tooMuch: Int?

    mutating func check(_ policies: Value, _ findings: inout Findings) {
        for (index, policy) in policies.elements.enumerated() { check(policy, at: index, &findings) }
        if let tooMuch {
            let why =
                "has more and larger regular expressions than can be checked, from \(path(tooMuch)) on; use exact names"
            findings.report(.notAllowed(PromotionPolicies.path, why))
        }
        advise(&findings)
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
            for problem in LabelSelector.problems(in: selector, atMost: findings.room) {
                findings.report(Violation(problem, of: at))
            }
        }
        guard let name = selector["name"], !name.isString("") else {
            if hasLabels {
                check(labelsAt: index, isEnabled)
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
            note(hider: order.hider(of: name, isEnabled), index, isEnabled)
            return
        }
        let why = "\(path(first)) already names this Stage, and the first one counts"
        let violation = Violation.duplicate(path(index), String(decoding: name, as: UTF8.self), why)
        findings.report(violation.within(path(index), or: path(first)))
    }

    private mutating func check(labelsAt index: Int, _ isEnabled: Bool) {
        note(hider: order.hiderOfAll(isEnabled), index, isEnabled)
        if isEnabled { open.append(index) }
    }

    private mutating func check(
        pattern text: ArraySlice<UInt8>, _ colon: Int, _ hasLabels: Bool, _ isEnabled: Bool, at index: Int,
        _ findings: inout Findings
    ) {
        if text[..<colon].starts(with: "regex".utf8) {
            cost += RegularExpression.costOfReading(text.count)
            if cost > Self.maximumCost, tooMuch == nil { tooMuch = index }
        }
        guard tooMuch == nil else { return }
        let pattern: StagePattern
        do throws(StagePattern.Problem) {
            pattern = try StagePattern(prefix: text[..<colon], pattern: text[(colon + 1)...])
        } catch {
            let path = path(index).child("stageSelector.name")
            findings.report(.invalid(path, String(decoding: text, as: UTF8.self), error.description))
            return
        }
        if case .regularExpression(let expression) = pattern { cost += expression.cost }
        if let doubt = pattern.doubt { doubts.append((index, doubt)) }
        note(hider: order.hiderOfAll(isEnabled), index, isEnabled)
        if isEnabled { open.append(index) }
        if !hasLabels { order.add(pattern, isEnabled, at: index) }
    }

    private mutating func note(hider: Int?, _ index: Int, _ isEnabled: Bool) {
        if let hider { hidden.append((index, hider, isEnabled)) }
    }

    /// What endangers most comes first: past 4,096 characters of warnings the API server passes none on.
    private func advise(_ findings: inout Findings) {
        for (index, hider, isEnabled) in hidden.prefix(Findings.maximum) {
            findings.warn(
                at: path(index), "never counts: \(path(hider)) comes first and says \(isEnabled ? "false" : "true")")
        }
        if let first = open.first {
            let others = open.count == 1 ? "" : "and \(open.count - 1) more: "
            findings.warn(
                at: path(first),
                "\(others)who creates or labels Stages can have them promoted; exact names are safer")
        }
        for (index, doubt) in doubts.prefix(Findings.maximum) {
            findings.warn(at: path(index).child("stageSelector.name"), doubt)
        }
    }
}
