/// Numbers of calls that wait, first come, first served. Whatever is done takes a few steps, however many there are.
struct CallQueue {
    /// Those before `first` have had their turn. A number that has been taken out stays where it was, unless too many do.
    private var numbers: [UInt64] = []
    private var first = 0
    private var waiting: Set<UInt64> = []

    /// How many numbers are kept, with those that wait no more.
    var length: Int { numbers.count }

    mutating func append(_ number: UInt64) {
        numbers.append(number)
        waiting.insert(number)
    }

    /// Puts a number first that had its turn a moment ago.
    mutating func prepend(_ number: UInt64) {
        if first > 0 {
            first -= 1
            numbers[first] = number
        } else {
            numbers.insert(number, at: 0)
        }
        waiting.insert(number)
    }

    mutating func removeFirst() -> UInt64? {
        while first < numbers.count {
            let number = numbers[first]
            first += 1
            if waiting.remove(number) != nil {
                tidy()
                return number
            }
        }
        tidy()
        return nil
    }

    mutating func remove(_ number: UInt64) {
        if waiting.remove(number) != nil { tidy() }
    }

    /// Lets go of what is done with once it is more than half, so that each number is moved once on average.
    private mutating func tidy() {
        guard numbers.count > 2 * waiting.count + Self.spare else { return }
        numbers = numbers[first...].filter(waiting.contains)
        first = 0
    }

    /// Numbers that are never worth the trouble.
    private static let spare = 64
}
