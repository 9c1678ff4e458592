/// What a process needs once it has started. It gives up the rest by a `Confinement`, so that whoever takes it over has
/// no more than that.
package struct Sandbox: Sendable, Equatable {
    /// Beneath these folders files can be read, be they replaced or not. Single files too, as long as they stay the
    /// same.
    package internal(set) var readable: [String] = []
    /// TCP ports to listen on, 0 for any free one. Once calls are restricted too, no others come to those that are
    /// open.
    package var listening: [UInt16]
    /// TCP ports of other machines, of any address: Landlock knows no others.
    package var calling: [UInt16]
    /// Whether names are looked up in DNS.
    package var resolvesNames: Bool

    package init(listening: [UInt16] = [], calling: [UInt16] = [], resolvesNames: Bool = false) {
        self.listening = listening
        self.calling = calling
        self.resolvesNames = resolvesNames
    }
}
