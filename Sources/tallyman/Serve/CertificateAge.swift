/// How much time a certificate has left.
enum CertificateAge {
    case fine
    /// Whoever renews it should have done so.
    case ending
    case over

    /// cert-manager renews one of 90 days when 30 are left, and most others do it at a third too: at two weeks
    /// something is wrong. Of those that live for a few days or hours it is the last tenth.
    private static let lastDays = 14 * 86_400

    init(of certificate: Standing.Certificate, at now: Int) {
        let life = certificate.end - certificate.beginning
        self =
            certificate.hasEnded(at: now)
            ? .over : certificate.end - now < min(Self.lastDays, life / 10) ? .ending : .fine
    }
}
