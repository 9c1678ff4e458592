internal import Encodings
internal import Forms
internal import HTTP
package import Serving

extension ServerSettings {
    /// What holds without a file: this machine only, with the certificates that `tallyman certs init` makes.
    package static let builtIn = ServerSettings(
        listen: Endpoint(address: "127.0.0.1", port: 8443),
        tls: TLSSettings(certificate: "certs/tls.crt", privateKey: "certs/tls.key"),
        admin: Endpoint(address: "127.0.0.1", port: 8081))
}

extension Form<ServerSettings> {
    static var server: Form {
        object(.builtIn) { fields, server in
            fields.setting("address", &server.listen.address, .address)
            fields.setting("port", &server.listen.port, .integer(in: 0...UInt16.max))
            fields.setting("tls", &server.tls, .tls)
            fields.setting("admin", &server.admin, .optional(.admin))
            fields.setting("loops", &server.loops, .optional(.integer(in: 1...1024)))
            fields.setting("limits", &server, .limits(server))
            fields.setting("timeouts", &server.timeouts, .timeouts)
            fields.setting("drain", &server.drain, .drain)
        }
    }

    /// `limits`, those of a request and of the server itself.
    static func limits(_ server: ServerSettings) -> Form {
        object(server) { fields, server in
            fields.setting("connections", &server.connections, .integer(in: 1...1_000_000))
            fields.setting("pending", &server.pending, .integer(in: 1...1_000_000))
            fields.setting("bodies", &server.bodies, .size)
            fields.setting("head", &server.limits.head, .size)
            fields.setting("fields", &server.limits.fields, .integer(in: 1...10_000))
            fields.setting("target", &server.limits.target, .size)
            fields.setting("body", &server.limits.body, .size)
        }
    }
}

extension Form<TLSSettings> {
    static var tls: Form {
        object(ServerSettings.builtIn.tls) { fields, tls in
            fields.setting("certificate", &tls.certificate, .text)
            fields.setting("privateKey", &tls.privateKey, .text)
            fields.setting("minimumVersion", &tls.minimumVersion, .word)
            fields.setting("clientCA", &tls.clientCA, .optional(.text))
            fields.setting("clientNames", &tls.clientNames, .set(of: .clientName))
            fields.check("clientCA") {
                guard tls.clientCA != nil, tls.clientNames.isEmpty else { return nil }
                return "its certificates are let in by name; add `clientNames: [NAME]`"
            }
            fields.check("clientNames") {
                guard tls.clientCA == nil, !tls.clientNames.isEmpty else { return nil }
                return "names mean something only with who vouches for them; add `clientCA: FILE`"
            }
        }
    }
}

extension Form<Endpoint> {
    static var admin: Form {
        object(ServerSettings.builtIn.admin ?? ServerSettings.builtIn.listen) { fields, admin in
            fields.setting("address", &admin.address, .address)
            fields.setting("port", &admin.port, .integer(in: 0...UInt16.max))
        }
    }
}

extension Form<Timeouts> {
    static var timeouts: Form {
        object(Timeouts()) { fields, timeouts in
            fields.setting("handshake", &timeouts.handshake, .duration)
            fields.setting("head", &timeouts.head, .duration)
            fields.setting("body", &timeouts.body, .duration)
            fields.setting("idle", &timeouts.idle, .duration)
            fields.setting("write", &timeouts.write, .duration)
            fields.setting("linger", &timeouts.linger, .duration)
        }
    }
}

extension Form<Drain> {
    static var drain: Form {
        object(Drain()) { fields, drain in
            fields.setting("delay", &drain.delay, .durationOrNone)
            fields.setting("limit", &drain.limit, .duration)
            fields.check("delay") {
                guard drain.delay >= drain.limit else { return nil }
                return "must be less than `limit`, which counts from the same moment and lets requests in flight end"
            }
            fields.check("limit") {
                guard drain.delay >= drain.limit else { return nil }
                return "must be more than `delay`, \(GoDuration.text(drain.delay)), which counts from the same moment"
            }
        }
    }
}
