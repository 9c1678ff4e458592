/// A value that is a word.
enum Literal: String {
    case `true`, `false`, null

    /// Its letters, the first in the lowest byte.
    var letters: UInt64 {
        switch self {
        case .true: 0x65_75_72_74
        case .false: 0x65_73_6C_61_66
        case .null: 0x6C_6C_75_6E
        }
    }

    var count: Int { self == .false ? 5 : 4 }

    var kind: Kind { self == .null ? .null : .bool }
}
