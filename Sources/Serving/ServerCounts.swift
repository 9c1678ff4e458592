/// What a server has counted since it started, and what it has on its hands now. Probes are not in it.
///
/// Every loop counts for itself and is not held up to be read, so numbers that belong together may be one event apart.
package struct ServerCounts: Sendable, Equatable {
    /// Connections that were taken in.
    package var accepted = 0
    /// TLS handshakes that have come to a good end.
    package var handshakes = 0
    /// Requests that have come in whole.
    package var requests = 0
    /// Answers given, by status code; codes that never were are left out.
    package var replies: [Int: Int] = [:]
    /// Requests refused and connections cut off, by why; every reason is there, be it with 0.
    package var refusals: [Refusal: Int] = Dictionary(uniqueKeysWithValues: Refusal.allCases.map { ($0, 0) })

    /// Connections that ended because the client did not show a certificate it had to.
    package var refusedClients = 0

    /// Connections that are open.
    package var open = 0
    /// Those of them on which a request is coming in, is waiting for its answer, or is being answered.
    package var inFlight = 0
    /// Bytes that bodies take up, and memory kept for the next one; bodies of up to 16 KiB each are left out.
    package var bodyBytes = 0
}
