extension CertificateFolder {
    /// What a person should know about a serving certificate that was kept: that it has expired or will within
    /// `renewalDays`, that it lacks some of `names` or of `list`, or that the CA beside it did not sign it; and that
    /// the revocation list is not that CA's, or not there.
    /// - Parameter list: where somebody wants the list to be had; nil: nobody said.
    package func notes(for names: ServingNames, list: ListAddresses? = nil) throws(CertificateError) -> [String] {
        let leaf = try CertificateFile.first(path(of: .certificate))
        let authority = try CertificateFile.first(path(of: .authorityCertificate))
        let summary = try leaf.summary()
        let remedy = "Move tls.crt and tls.key away and run this again to have a new pair"
        var notes: [String] = []
        if summary.hasExpired {
            notes.append("\(path(of: .certificate)) expired at \(summary.notAfter). \(remedy).")
        } else if summary.daysLeft < Self.renewalDays {
            notes.append("\(path(of: .certificate)) expires at \(summary.notAfter). \(remedy).")
        }
        let lacking =
            names.alternativeNames.filter { !summary.alternativeNames.contains($0) }
            + (list?.marked ?? []).filter { !summary.revocationLists.contains($0) }
        if !lacking.isEmpty {
            notes.append("\(path(of: .certificate)) lacks \(lacking.joined(separator: ", ")). \(remedy).")
        }
        if !leaf.isSigned(by: authority) {
            notes.append(
                "\(path(of: .authorityCertificate)) did not sign \(path(of: .certificate)), so who trusts the "
                    + "caBundle does not trust the server. \(remedy).")
        }
        if try !isListSigned(by: authority) {
            notes.append(
                "\(path(of: .revocationList)) is no revocation list of \(path(of: .authorityCertificate)), so who asks "
                    + "for one takes no certificate of that CA. Move it away too. \(remedy).")
        }
        if !has(.revocationList), summary.names(ListAddresses(of: names)) {
            notes.append(
                "\(path(of: .certificate)) names a revocation list, and there is no \(path(of: .revocationList)). Put it "
                    + "back, or \(path(of: .authorityKey)), by which it is made again.")
        }
        return notes
    }

    /// True where there is none.
    private func isListSigned(by authority: borrowing Certificate) throws(CertificateError) -> Bool {
        guard has(.revocationList) else { return true }
        let der: [UInt8]
        do throws(CertificateError) {
            der = try RevocationListFile.der(regularFile: path(of: .revocationList))
        } catch {
            guard case .malformedList = error else { throw error }
            return false
        }
        return RevocationList.read(der)?.isSigned(by: authority) ?? false
    }

    /// A month: the time in which somebody is sure to look.
    static let renewalDays = 30
}
