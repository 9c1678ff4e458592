internal import Forms
package import Rules
package import Serving

/// All that Tallyman can be told: one YAML file, or the built-in defaults where there is none.
package struct Configuration: Sendable {
    package var server = ServerSettings.builtIn
    package var settings = Settings()
    package var cluster = ClusterSettings()
    /// What is no mistake but should be known, a line each, with file, line and column: settings for rules that this
    /// version does not have. They are no part of the effective configuration.
    package private(set) var notices: [String] = []

    /// The built-in defaults.
    package init() {}

    /// Reads a configuration's text.
    /// - Parameter file: what messages call it.
    package init(_ bytes: [UInt8], file: String) throws(ConfigurationError) {
        do throws(FormError) {
            (self, notices) = try Form<Configuration>.configuration.parse(bytes, file: file)
        } catch {
            throw .invalid(error)
        }
    }
}
