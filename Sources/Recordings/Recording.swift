internal import Files
internal import Forms
internal import Webhook

/// A recorded review with the decision expected for it.
package struct Recording: Sendable {
    /// Path of the expectation without its ending, for people.
    package let name: String
    /// Name of the review's file, in the same folder.
    let reviewFile: String
    private let review: [UInt8]
    private let expectation: Expectation
    private let reviewer: Reviewer

    /// The longest review that a server takes by default, 32 MiB.
    private static let maximumBytes = 32 << 20

    /// Reads `NAME.yaml` of a folder and the files that it names.
    /// - Parameter reviewer: what decides in that folder, unless the case has a configuration of its own.
    init(_ name: String, in folder: String, reviewer: Reviewer) throws(RecordingError) {
        self.name = "\(folder)/\(name)"
        let path = "\(folder)/\(name).yaml"
        expectation = try Self.expectation(at: path)
        reviewFile = expectation.review ?? "\(name).json"
        review = try Self.bytes(of: "\(folder)/\(reviewFile)")
        guard let file = expectation.config else {
            self.reviewer = reviewer
            return
        }
        self.reviewer = try .configured(by: file, in: folder)
    }

    /// How the decision differs from the expected one, as lines of a diff; none: it does not.
    package func differences() -> [String] {
        Difference.lines(between: expectation, and: reviewer.answer(review, at: expectation.endpoint))
    }

    private static func bytes(of path: String) throws(RecordingError) -> [UInt8] {
        do throws(FileError) {
            return try Files.read(path, limit: maximumBytes)
        } catch {
            throw RecordingError(error)
        }
    }

    private static func expectation(at path: String) throws(RecordingError) -> Expectation {
        let bytes = try bytes(of: path)
        do throws(FormError) {
            return try Form<Expectation>.expectation.parse(bytes, file: path)
        } catch {
            throw RecordingError(error)
        }
    }
}
