package import HTTP

/// When a request is answered.
package enum Answering {
    case now(Response)
    /// Later, by the ticket handed to `start`, which is called at once and on the loop's thread, so it must not block
    /// either. The connection's next request waits until the ticket is used, dropped, or the time for it is
    /// over: that of the `Handler`, less a twentieth for the way back, and `Timeouts.answer`.
    case later(start: (Reply) -> Void)
}
