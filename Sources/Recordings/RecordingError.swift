/// Why a recorded review cannot be held against its expectation; the text names the file and what to do.
package struct RecordingError: Error, CustomStringConvertible {
    package let description: String

    init(_ reason: some Error & CustomStringConvertible) { description = reason.description }
    init(_ description: String) { self.description = description }
}
