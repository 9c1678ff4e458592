internal import HTTP
internal import JSON
package import Serving

/// An API server as all that is in its cluster: read in pages, each of which is forgotten before the next is asked for.
package struct APIInventory: Inventory {
    /// For one page with all its repetitions.
    package static let patience = Duration.seconds(60)

    package let place: String
    private let connection: APIConnection
    private let patience: Duration
    private let reachability = Reachability()

    /// - Parameter patience: how long a page may take with all its repetitions. Where nobody is there to answer the first
    ///   question, it is a few seconds, and nothing else is asked then.
    /// - Throws: where certificates or keys cannot be used. Nothing is asked yet.
    package init(_ server: APIServer, patience: Duration = patience) throws(ClientTLSError) {
        place = "https://\(server.origin)\(server.basePath)"
        self.patience = patience
        connection = try APIConnection(server)
    }

    package func read(_ selection: Selection, _ take: (ObjectPage) -> Void) throws(InventoryError) -> Bool {
        guard var query = ListQuery(selection) else { return true }
        while true {
            var response: ClientResponse
            switch try ask(query) {
            case .success(let answer): response = answer
            // A page of fewer objects is a shorter one.
            case .failure(let failure) where failure.isOfSize && query.halve(): continue
            case .failure(let failure): throw .unreadable("\(selection.resource): \(failure)")
            }
            defer { response.body.erase() }
            switch response.status {
            case 200:
                guard let next = try page(response.body, selection, take) else { return true }
                // It would go on for ever.
                guard next != query.token else {
                    throw .unreadable("\(selection.resource): \(Self.endless)")
                }
                query.token = next
            case 404 where query.token == nil && !selection.isBuiltIn: return false
            case 404 where query.token == nil:
                throw .unreadable("\(selection.resource): \(APIFailure.noAPIServer)")
            // What the pages are of is not kept any more; the answer says how to go on from there with what is now.
            case 410:
                guard let token = Self.continuation(response.body), token != query.token else {
                    throw .unreadable("\(selection.resource): \(APIFailure(response))")
                }
                query.token = token
            case 403: throw .forbidden("\(selection.resource): \(APIFailure(response))")
            default: throw .unreadable("\(selection.resource): \(APIFailure(response))")
            }
        }
    }

    private static let endless = APIFailure.nonsense("after the page it names the same page as the next one")

    private func ask(_ query: ListQuery) throws(InventoryError) -> APIConnection.Outcome {
        if let loss = reachability.loss { return .failure(loss) }
        let inbox: Inbox<APIConnection.Outcome>
        do throws(ServerError) {
            inbox = try Inbox()
        } catch {
            throw .unreadable("\(error)")
        }
        connection.ask(query.query, within: patience, reaching: reachability.patience(patience)) { inbox.post($0) }
        let outcome = inbox.next()[0]
        reachability.note(outcome)
        return outcome
    }

    /// Hands a page over.
    /// - Returns: what the next one is asked for by; nil where this is the last.
    private func page(
        _ body: [UInt8], _ selection: Selection, _ take: (ObjectPage) -> Void
    ) throws(InventoryError) -> String? {
        guard let root = (try? Parser.parse(body))?.root, let items = root.member("items") else {
            throw .unreadable("\(selection.resource): \(APIFailure.nonsense("it is no list"))")
        }
        let remaining = root["metadata"]?["remainingItemCount"]?.integer.flatMap { $0 < 0 ? nil : $0 }
        take(ObjectPage(objects: Array(items.elements), remaining: remaining))
        return root["metadata"]?["continue"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// `metadata.continue` of a Status; k8s.io/apiserver/pkg/storage/etcd3, handleCompactedErrorForPaging.
    private static func continuation(_ body: [UInt8]) -> String? {
        (try? Parser.parse(body))?.root["metadata"]?["continue"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension APIFailure {
    fileprivate var isOfSize: Bool {
        if case .client(.malformed(_, .bodyTooLarge)) = self { true } else { false }
    }
}
