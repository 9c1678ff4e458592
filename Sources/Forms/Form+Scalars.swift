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
        Form { place, findings in
            guard let value = place.value.bool else {
                findings.problems.append(place.wrongType(wanted: "true or false"))
                return nil
            }
            return value
        } write: { value, writer in
            writer.bool(value)
        }
    }
}

extension Form<Int> {
    /// A whole number of this range.
    package static func integer(in range: ClosedRange<Int>) -> Form {
        Form { place, findings in
            guard let value = place.value.integer, range.contains(value) else {
                let wanted = "must be a whole number between \(range.lowerBound) and \(range.upperBound)"
                findings.problems.append(place.problem(wanted))
                return nil
            }
            return value
        } write: { value, writer in
            writer.integer(value)
        }
    }
}

extension Form {
    /// A list whose order means something.
    package static func list<Element>(of form: Form<Element>) -> Form where Output == [Element] {
        Form { place, findings in
            guard place.value.kind == .array else {
                findings.problems.append(place.wrongType(wanted: "a list"))
                return nil
            }
            return place.value.elements.enumerated().compactMap { index, element in
                form.read(place.element(element, index), &findings)
            }
        } write: { values, writer in
            writer.beginArray()
            for value in values { form.write(value, &writer) }
            writer.endArray()
        }
    }
}
