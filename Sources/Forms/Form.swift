package import JSON

/// How a value stands in a file: how it is read, and how it is written.
package struct Form<Output> {
    /// The setting's value; nil, with a problem noted, where it cannot be that.
    package let read: (Place, inout [Problem]) -> Output?
    package let write: (Output, inout Writer) -> Void

    package init(
        _ read: @escaping (Place, inout [Problem]) -> Output?,
        write: @escaping (Output, inout Writer) -> Void
    ) {
        self.read = read
        self.write = write
    }
}

extension Form {
    /// An object whose members are settings within `initial`, the defaults. Null stands for an empty one, as in a
    /// section whose lines are all commented out.
    package static func object(_ initial: Output, _ settings: @escaping (inout Fields, inout Output) -> Void) -> Form {
        Form { place, problems in
            guard place.value.kind == .object || place.value.isNull else {
                problems.append(place.wrongType(wanted: "an object"))
                return nil
            }
            var output = initial
            var fields = Fields(reading: place, problems)
            settings(&fields, &output)
            problems = fields.finished()
            return output
        } write: { value, writer in
            var value = value
            writer.beginObject()
            var fields = Fields(writing: writer)
            settings(&fields, &value)
            writer = fields.writer ?? writer
            writer.endObject()
        }
    }

    /// `null`, or what `form` reads.
    package static func optional<Wrapped>(_ form: Form<Wrapped>) -> Form where Output == Wrapped? {
        Form { place, problems in
            guard !place.value.isNull else { return .some(nil) }
            return form.read(place, &problems).map { .some($0) }
        } write: { value, writer in
            guard let value else { return writer.null() }
            form.write(value, &writer)
        }
    }

    /// A list whose order and repetitions mean nothing: it is written sorted and without them, so that what means the
    /// same has the same digest.
    package static func set<Element: Hashable>(of form: Form<Element>) -> Form
    where Output == [Element], Element: CustomStringConvertible {
        let list = Form.list(of: form)
        return Form(list.read) { values, writer in
            let sorted = Set(values).sorted { $0.description.utf8.lexicographicallyPrecedes($1.description.utf8) }
            list.write(sorted, &writer)
        }
    }

    /// A string that `make` takes or has a complaint about.
    package static func string(
        _ text: @escaping (Output) -> String, _ make: @escaping (String) -> Result<Output, Complaint>
    ) -> Form {
        Form { place, problems in
            guard let string = place.value.string else {
                problems.append(place.wrongType(wanted: "a string"))
                return nil
            }
            switch make(string) {
            case .success(let value): return value
            case .failure(let complaint):
                problems.append(place.problem(complaint.message))
                return nil
            }
        } write: { value, writer in
            writer.string(text(value))
        }
    }
}

/// What is wrong with one value, and what to do.
package struct Complaint: Error {
    package let message: String

    package init(_ message: String) { self.message = message }
}
