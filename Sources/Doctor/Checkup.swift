/// One check of a set-up: a file in Checks/ and a line in `Checkups.all`.
package protocol Checkup: Sendable {
    /// As it is called in reports: `webhook-certificate`.
    static var name: String { get }

    /// Looks, and writes down what is found, at least one line. What cannot be read it takes through `Chart.take`, so
    /// that it never passes for being right.
    static func examine(_ patient: Patient, _ chart: inout Chart)
}

/// Every check there is, in the order of the report: what others rest on comes first.
package enum Checkups {
    package static let all: [any Checkup.Type] = [
        RunningConfiguration.self, InstalledKinds.self, WebhookCoverage.self, WebhookService.self,
        WebhookCertificate.self, WebhookReach.self, WebhookManners.self, Availability.self, OwnAccess.self,
        KargoVersionCheck.self, ProjectConfigNames.self, ControllerAccounts.self, OwnerPermissions.self,
        CredentialNamespaces.self, KuberoSetup.self,
    ]
}
