internal import Patterns

/// Which policies never count because an earlier one decides: of a project's policies the first that matches a Stage does
/// (Kargo's findMatchingPromotionPolicy).
///
/// Two things are decided: an exact name that an earlier pattern matches, and anything behind a pattern that matches
/// everything. Every name against every pattern before it would be quadratic, so the patterns are the first few, and the
/// matching has a budget; where that ends something may be missed, and is said to.
struct PolicyOrder {
    /// Patterns that later names are held against: with these a project's policies take at most sixteen matches each.
    static let maximumPatterns = 16
    /// Bytes of a glob that names are held against. No name is longer than 253.
    static let longestGlob = 256
    /// Steps for all matching together, of which one takes some 5 ns: 80 ms. 2,000 names of 20 bytes against 16 patterns
    /// of 25 instructions take as many.
    static let maximumSteps = 16 << 20

    private enum Matcher {
        case glob(Glob)
        case regularExpression(RegularExpression)

        func matches(_ name: ArraySlice<UInt8>) -> Bool {
            switch self {
            case .glob(let glob): glob.matches(name)
            case .regularExpression(let expression): expression.matches(name)
            }
        }
    }

    private struct Hider {
        let index: Int
        let isEnabled: Bool
        let matcher: Matcher
        /// Steps for a byte of a name, at most.
        let cost: Int
        let matchesEverything: Bool
    }

    private var hiders: [Hider] = []
    /// The pattern that came last: it is taken apart when something comes behind it.
    private var newest: (pattern: StagePattern, isEnabled: Bool, index: Int)?
    /// Whether there is a pattern among these, and among those left out, that says what the other half does not.
    private var isAny = (enabled: false, disabled: false)
    private var isAnyLeftOut = (enabled: false, disabled: false)
    private var steps = 0
    /// How often a name was held against a pattern.
    private(set) var matches = 0
    /// Whether something may have been missed.
    private(set) var isIncomplete = false

    /// The first pattern that matches everything: nothing behind it counts.
    private var everything: Hider? { hiders.last.flatMap { $0.matchesEverything ? $0 : nil } }

    mutating func add(_ pattern: StagePattern, _ isEnabled: Bool, at index: Int) {
        takeNewest()
        newest = (pattern, isEnabled, index)
    }

    private mutating func takeNewest() {
        guard let (pattern, isEnabled, index) = newest else { return }
        newest = nil
        guard everything == nil else { return }
        guard hiders.count < Self.maximumPatterns, let hider = Self.hider(pattern, isEnabled, at: index) else {
            if isEnabled { isAnyLeftOut.enabled = true } else { isAnyLeftOut.disabled = true }
            return
        }
        hiders.append(hider)
        if isEnabled { isAny.enabled = true } else { isAny.disabled = true }
    }

    private static func hider(_ pattern: StagePattern, _ isEnabled: Bool, at index: Int) -> Hider? {
        switch pattern {
        case .regularExpression(let expression):
            guard let size = expression.size else { return nil }
            return Hider(
                index: index, isEnabled: isEnabled, matcher: .regularExpression(expression), cost: size,
                matchesEverything: expression.matchesEveryName)
        case .glob(let text):
            guard text.count <= longestGlob, let glob = Glob(text) else { return nil }
            return Hider(
                index: index, isEnabled: isEnabled, matcher: .glob(glob), cost: glob.cost,
                matchesEverything: glob.matchesEveryName)
        }
    }

    /// The earlier pattern that decides about a Stage in place of a policy that names it, if that says something else.
    mutating func hider(of name: ArraySlice<UInt8>, _ isEnabled: Bool) -> Int? {
        takeNewest()
        if isEnabled ? isAny.disabled : isAny.enabled {
            for hider in hiders {
                steps += hider.cost * name.count
                guard steps <= Self.maximumSteps else {
                    isIncomplete = true
                    return nil
                }
                matches += 1
                if hider.matcher.matches(name) { return hider.isEnabled == isEnabled ? nil : hider.index }
            }
        }
        if isEnabled ? isAnyLeftOut.disabled : isAnyLeftOut.enabled { isIncomplete = true }
        return nil
    }

    /// The earlier pattern that decides about everything, if that says something else.
    mutating func hiderOfAll(_ isEnabled: Bool) -> Int? {
        takeNewest()
        return everything.flatMap { $0.isEnabled == isEnabled ? nil : $0.index }
    }
}
