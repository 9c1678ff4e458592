/// A promise of a reader that did not hold for some input.
package struct Broken: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }

    /// - Throws: unless `holds`.
    static func unless(_ holds: Bool, _ promise: @autoclosure () -> String) throws(Broken) {
        guard holds else { throw Broken(promise()) }
    }
}
