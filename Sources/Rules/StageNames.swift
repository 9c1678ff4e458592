internal import Admission
internal import JSON
internal import Spelling

/// The Stages that policies name exactly, held against those that there are.
struct StageNames {
    private let names: [(index: Int, name: ArraySlice<UInt8>)]

    init(_ names: [(index: Int, name: ArraySlice<UInt8>)]) { self.names = names }

    /// Names for which the nearest Stage is looked for: each is compared with every Stage. Nobody reads on.
    private static let suggestions = 10

    func warnOfAbsent(in namespace: String, knowing facts: Facts, _ findings: inout Findings) {
        guard !names.isEmpty, case .found(let stages) = findings.stages(in: namespace, facts, isAdvice: true) else {
            return
        }
        guard !stages.isEmpty else {
            findings.warn(at: PromotionPolicies.path, "there are no Stages in \(Quoted(namespace)) yet to compare with")
            return
        }
        let known = Set(stages.map { Array($0.utf8)[...] })
        let absent = names.filter { !known.contains($0.name) }
        for (count, (index, name)) in absent.prefix(Findings.maximum).enumerated() {
            let text = String(decoding: name, as: UTF8.self)
            let nearest = count < Self.suggestions ? Nearest.word(to: text, among: stages) : nil
            let advice = nearest.map { "; did you mean \(Quoted($0, limit: 253))?" } ?? ""
            findings.warn(at: PromotionPolicies.path.index(index), "there is no Stage \(Quoted(text))\(advice)")
        }
    }
}
