internal import Configuration

/// What is in force reads back as the same, and decides something.
enum ConfigurationCheck {
    static func run(_ bytes: [UInt8]) throws(Broken) {
        let configuration: Configuration
        do throws(ConfigurationError) {
            configuration = try Configuration(bytes, file: "tallyman.yaml")
        } catch {
            try Broken.unless("\(error)".hasPrefix("tallyman.yaml"), "an error that does not say where: \(error)")
            return
        }
        _ = configuration.policy
        let text = configuration.effectiveYAML
        let again: Configuration
        do throws(ConfigurationError) {
            again = try Configuration(Array(text.utf8), file: "effective.yaml")
        } catch {
            throw Broken("what is in force is refused: \(error)")
        }
        try Broken.unless(again.digest == configuration.digest, "what is in force reads as something else")
        try Broken.unless(again.effectiveYAML == text, "what is in force is written in two ways")
    }
}
