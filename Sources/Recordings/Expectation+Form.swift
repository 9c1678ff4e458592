internal import Admission
internal import Forms
internal import JSON

extension Form<Expectation> {
    /// The format of expectations: what is left out is expected not to be there.
    static var expectation: Form {
        object(Expectation()) { fields, expectation in
            fields.setting("review", &expectation.review, .optional(.text))
            fields.setting("endpoint", &expectation.endpoint, .word)
            fields.setting("config", &expectation.config, .optional(.text))
            fields.setting("allowed", &expectation.allowed, .optional(.bool))
            fields.setting("code", &expectation.code, .optional(.integer(in: 400...599)))
            fields.setting("causes", &expectation.causes, .list(of: .cause))
            fields.setting("says", &expectation.says, .list(of: .text))
            fields.setting("warnings", &expectation.warnings, .list(of: .text))
            fields.setting("patch", &expectation.patch, .json)
            fields.setting("annotations", &expectation.annotations, .annotations)
            fields.check("allowed") { expectation.allowed == nil ? "missing; say `allowed: true` or `false`" : nil }
        }
    }
}

extension Form<Expectation.Cause> {
    /// `spec.registry.host: FieldValueInvalid`
    static var cause: Form {
        pair("a field with its reason, `spec.registry.host: FieldValueInvalid`") {
            Expectation.Cause(field: $0, reason: $1)
        }
    }
}

extension Form {
    /// An object with one member, whose value is a text.
    private static func pair(_ wanted: String, _ make: @escaping (String, String) -> Output) -> Form {
        Form { place, findings in
            let members = Array(place.value.members)
            guard members.count == 1, let text = members[0].value.string else {
                findings.problems.append(place.wrongType(wanted: wanted))
                return nil
            }
            return make(members[0].key, text)
        }
    }
}

extension Form<[Expectation.Annotation]> {
    static var annotations: Form {
        Form { place, findings in
            place.value.members.map {
                Expectation.Annotation(key: $0.key, value: $0.value.string ?? $0.value.raw)
            }
        }
    }
}

extension Form<String?> {
    /// Whatever there is, as JSON.
    static var json: Form {
        Form { place, _ in
            var writer = Writer()
            writer.value(place.value)
            return String(decoding: writer.bytes, as: UTF8.self)
        }
    }
}
