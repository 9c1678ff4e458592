internal import Certificates
internal import Serving

/// Looks whether the certificates in the files are still those in use, and has the server take them if they are better.
final class CertificateUpkeep {
    private var settings: TLSSettings
    /// Has new connections shown what is in the files of the settings, or leaves everything as it is.
    private let replace: (TLSSettings) throws(ServerError) -> Void
    private let standing: Standing
    private let log: ServerLog
    private let clock: () -> Int
    private var lookout = Lookout()
    /// What of their going out has been told.
    private var told: [CertificateAge] = []

    /// - Parameters:
    ///   - settings: what the server has started with.
    ///   - clock: the time in seconds since 1970.
    init(
        _ settings: TLSSettings, standing: Standing, log: ServerLog, clock: @escaping () -> Int = { WallClock.seconds },
        replace: @escaping (TLSSettings) throws(ServerError) -> Void
    ) {
        self.settings = settings
        self.standing = standing
        self.log = log
        self.clock = clock
        self.replace = replace
        // The server has read them a moment ago. If they are others by now, the first look finds it.
        let certificates = (try? Self.read(settings)) ?? []
        let list = ServedList(beside: settings.certificate)
        standing.change {
            $0.certificates = certificates
            $0.list = list
        }
        remind(certificates)
    }

    /// What has become of the certificates.
    func look(_ occasion: Lookout.Occasion) -> Upkeep.Finding {
        defer { remind(standing.now.certificates) }
        let list = RevocationListFile.path(beside: settings.certificate)
        guard lookout.isDue(settings.files + [list], occasion) else { return .unchanged }
        do throws(Unusable) {
            return try adopt(settings) ? .replaced : .unchanged
        } catch {
            if lookout.isNews(error.why, occasion) {
                log.complain("certificate not reloaded, the one in use stays: \(error.why)")
                standing.change { $0.certificateReloads.fail(error.why) }
            }
            return .refused
        }
    }

    /// Puts what is in the files of `settings` to use, or changes nothing; false if they are in use already.
    @discardableResult
    func adopt(_ settings: TLSSettings) throws(Unusable) -> Bool {
        let read = try Self.read(settings)
        let isNew = read.map(\.fingerprint) != standing.now.certificates.map(\.fingerprint)
        if isNew { try check(read) }
        do throws(ServerError) {
            try replace(settings)
        } catch {
            throw Unusable(error)
        }
        if settings != self.settings { lookout = Lookout() }
        self.settings = settings
        lookout.calm()
        // After the certificate: while that is refused, the list of the one in use stays too.
        let list = ServedList(beside: settings.certificate)
        standing.change { $0.list = list }
        guard isNew else {
            standing.change { $0.certificateReloads.settle() }
            return false
        }
        let time = clock()
        standing.change {
            $0.certificates = read
            $0.certificateReloads.succeed(at: time)
        }
        told = []
        for certificate in read {
            log.say("certificate \(certificate.path) is in use: \(certificate.subject), until \(certificate.notAfter)")
        }
        return true
    }

    private static func read(_ settings: TLSSettings) throws(Unusable) -> [Standing.Certificate] {
        do throws(CertificateError) {
            let path = settings.certificate
            let serving = try Standing.Certificate(.serving, CertificateFile.inspect(regularFile: path), path)
            guard let path = settings.clientCA else { return [serving] }
            return [serving, try Standing.Certificate(.clientCA, CertificateFile.inspect(regularFile: path), path)]
        } catch {
            throw Unusable(error)
        }
    }

    /// One that no client would accept is no improvement, whatever the one in use is.
    private func check(_ certificates: [Standing.Certificate]) throws(Unusable) {
        let now = clock()
        for certificate in certificates {
            guard !certificate.hasEnded(at: now) else {
                throw Unusable("\(certificate.path): the certificate has expired at \(certificate.notAfter)")
            }
            guard certificate.beginning <= now else {
                throw Unusable("\(certificate.path): the certificate is not valid yet; check this machine's clock")
            }
        }
    }

    /// Says once of each that it will end, and once that it has.
    private func remind(_ certificates: [Standing.Certificate]) {
        let ages = certificates.map { CertificateAge(of: $0, at: clock()) }
        defer { told = ages }
        for (index, certificate) in certificates.enumerated() {
            guard ages[index] != .fine, !told.indices.contains(index) || told[index] != ages[index] else { continue }
            let verb = ages[index] == .over ? "has expired" : "expires"
            log.complain(
                "certificate \(certificate.path) \(verb) at \(certificate.notAfter); put a new one in its place,"
                    + " which is taken without a restart")
        }
    }
}

extension TLSSettings {
    /// Paths of all files that it names.
    var files: [String] { [certificate, privateKey] + (clientCA.map { [$0] } ?? []) }
}

extension Standing.Certificate {
    /// - Parameter summaries: of a file's certificates; never none.
    fileprivate init(_ purpose: Purpose, _ summaries: [CertificateSummary], _ path: String) throws(CertificateError) {
        // A server's own certificate comes first. Of several CAs, as while they change, one that is left is enough.
        let counted = purpose == .serving ? summaries.first : summaries.max { $0.end < $1.end }
        guard let counted else { throw .noCertificate(path: path) }
        self.init(
            purpose: purpose, path: path, subject: counted.subject, beginning: counted.beginning, end: counted.end,
            notAfter: counted.notAfter, fingerprint: summaries.map(\.fingerprint).joined(separator: ","))
    }
}
