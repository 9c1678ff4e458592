internal import Forms
package import Rules
package import Serving

/// All that Tallyman can be told: one YAML file, or the built-in defaults where there is none.
package struct Configuration: Sendable {
    package var server = ServerSettings.builtIn
    package var settings = Settings()
    package var cluster = ClusterSettings()

    /// The built-in defaults.
    package init() {}

    /// Reads a configuration's text.
    /// - Parameter file: what messages call it.
    package init(_ bytes: [UInt8], file: String) throws(ConfigurationError) {
        do throws(FormError) {
            self = try Form<Configuration>.configuration.parse(bytes, file: file)
        } catch {
            throw .invalid(error)
        }
    }
}
