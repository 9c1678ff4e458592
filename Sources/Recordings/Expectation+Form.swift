internal import Admission
internal import Forms
internal import JSON

extension Form<Expectation> {
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
            fields.setting("patch", &expectation.patch, .optional(.json))
            fields.setting("annotations", &expectation.annotations, .annotations)
            fields.require("allowed", "say `allowed: true` or `allowed: false`")
        }
    }
}

extension Form<Expectation.Cause> {
    /// `spec.registry.host: FieldValueInvalid`
    static var cause: Form {
        Form { place, problems in
            let members = Array(place.value.members)
            guard members.count == 1, let reason = members[0].value.string else {
                problems.append(place.problem("must be a field and a reason: `spec.a: FieldValueInvalid`"))
                return nil
            }
            return Expectation.Cause(field: members[0].key, reason: reason)
        } write: { cause, writer in
            writer.beginObject()
            writer.key(cause.field)
            writer.string(cause.reason)
            writer.endObject()
        }
    }
}

extension Form<[Expectation.Annotation]> {
    /// `{violations: keep-namespace}`
    static var annotations: Form {
        Form { place, problems in
            guard place.value.kind == .object else {
                problems.append(place.problem("must be an object: `{violations: keep-namespace}`"))
                return nil
            }
            return place.value.members.map { Expectation.Annotation(key: $0.key, value: $0.value.string ?? "") }
        } write: { annotations, writer in
            writer.beginObject()
            for annotation in annotations {
                writer.key(annotation.key)
                writer.string(annotation.value)
            }
            writer.endObject()
        }
    }
}

extension Form<String> {
    /// Whatever there is, as JSON.
    static var json: Form {
        Form { place, _ in
            var writer = Writer()
            writer.value(place.value)
            return String(decoding: writer.bytes, as: UTF8.self)
        } write: { text, writer in
            writer.number(text)
        }
    }
}
