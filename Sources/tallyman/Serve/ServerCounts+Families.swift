internal import Metrics
internal import Serving

extension ServerCounts {
    /// Of the listener for reviews; probes are not in it.
    var families: [MetricFamily] {
        [
            MetricFamily(
                "tallyman_connections_accepted_total", .counter, "Connections that were taken in.", Double(accepted)),
            MetricFamily(
                "tallyman_connections_open", .gauge, "Connections that are open.", Double(open)),
            MetricFamily(
                "tallyman_tls_handshakes_total", .counter, "TLS handshakes that came to a good end.",
                Double(handshakes)),
            MetricFamily(
                "tallyman_http_requests_total", .counter, "Requests that have come in whole.", Double(requests)),
            MetricFamily(
                "tallyman_http_requests_in_flight", .gauge,
                "Requests that are coming in, waiting for their answer, or being answered.", Double(inFlight)),
            MetricFamily(
                "tallyman_http_responses_total", .counter, "Answers by their HTTP status; a denial is 200 too.",
                replies.sorted { $0.key < $1.key }.map { .init($0.value, [.init("code", "\($0.key)")]) }),
            MetricFamily(
                "tallyman_refusals_total", .counter,
                "Requests refused and connections cut off, by why; idle_timeout is the usual end of a connection.",
                Refusal.allCases.map { .init(refusals[$0] ?? 0, [.init("reason", $0.name)]) }),
            MetricFamily(
                "tallyman_clients_refused_total", .counter,
                "Connections that ended as the client did not show a certificate it had to (tls.clientCA).",
                Double(refusedClients)),
            MetricFamily(
                "tallyman_body_bytes", .gauge,
                "Bytes that bodies take up, and memory kept for the next one; bodies of up to 16 KiB each are left out.",
                Double(bodyBytes)),
        ]
    }
}
