/// The certificate a webhook server shows, and its key.
package struct ServingCertificate: ~Copyable {
    package let certificate: Certificate
    package let key: PrivateKey

    /// A year: public CAs give less, but nothing here is renewed without somebody at the keyboard.
    package static let lifetimeDays = 365
}
