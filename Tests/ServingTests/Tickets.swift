@testable import Serving

/// Tickets that a handler has been given, for a test to use when it sees fit.
typealias Tickets = Inbox<Reply>
