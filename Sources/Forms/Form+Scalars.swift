internal import JSON

extension Form<String> {
    /// Any text but none.
    package static var text: Form {
        string(\.self) { $0.isEmpty ? .failure(Complaint("must not be empty")) : .success($0) }
    }

    /// This text and no other.
    package static func constant(_ wanted: String) -> Form {
        string(\.self) { text in
            text == wanted ? .success(text) : .failure(Complaint("must be \(wanted), not \(Quoted(text))"))
        }
    }
}

extension Form<Bool> {
    package static var bool: Form {
        Form { place, problems in
            guard let value = place.value.bool else {
                problems.append(place.wrongType(wanted: "true or false"))
                return nil
            }
            return value
        } write: { value, writer in
            writer.bool(value)
        }
    }
}

extension Form where Output: FixedWidthInteger {
    /// A whole number of this range.
    package static func integer(in range: ClosedRange<Output>) -> Form {
        Form { place, problems in
            guard place.value.kind == .number else {
                problems.append(place.wrongType(wanted: "a whole number"))
                return nil
            }
            guard let value = place.value.number.flatMap({ Output($0) }), range.contains(value) else {
                let message = "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
                problems.append(place.problem("\(message), not \(place.value.raw)"))
                return nil
            }
            return value
        } write: { value, writer in
            writer.number("\(value)")
        }
    }
}

extension Form {
    /// A list whose order means something.
    package static func list<Element>(of form: Form<Element>) -> Form where Output == [Element] {
        Form { place, problems in
            guard place.value.kind == .array else {
                problems.append(place.wrongType(wanted: "a list"))
                return nil
            }
            return place.value.elements.enumerated().compactMap { index, element in
                form.read(place.element(element, index), &problems)
            }
        } write: { values, writer in
            writer.beginArray()
            for value in values { form.write(value, &writer) }
            writer.endArray()
        }
    }
}
