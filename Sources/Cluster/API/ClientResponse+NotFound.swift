internal import JSON
internal import Serving

/// What a 404 is worth: anything at all answers so to what it does not know.
extension ClientResponse {
    /// That there is no such object, in a Status, as an API server says it; k8s.io/apimachinery/pkg/api/errors: NewNotFound.
    var isNotFound: Bool {
        guard status == 404, let root = (try? Parser.parse(body))?.root else { return false }
        return root["kind"]?.string == "Status" && root["reason"]?.string == "NotFound"
            && root["code"]?.integer == 404
    }

    /// What an API server says to the path of a kind that it does not know: k8s.io/apiserver leaves it to Go's
    /// http.NotFound. Any other server in Go may say the same; see `APIConnection.prove`.
    var isUnknownPath: Bool { status == 404 && body.elementsEqual("404 page not found\n".utf8) }
}
