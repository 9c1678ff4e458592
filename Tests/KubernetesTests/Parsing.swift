internal import JSON
internal import Testing

@testable import Kubernetes

func parse(_ text: String) throws -> Value { try Parser.parse(Array(text.utf8)).root }
