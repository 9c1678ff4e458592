internal import Manifests

/// Builds a page. What goes in as text cannot become anything else.
struct HTML {
    private(set) var source = ""

    /// An element with what `body` adds to it.
    mutating func element(_ name: String, _ attributes: String = "", _ body: (inout HTML) -> Void) {
        source += attributes.isEmpty ? "<\(name)>" : "<\(name) \(attributes)>"
        body(&self)
        source += "</\(name)>\n"
    }

    /// An element with a text from anywhere in it.
    mutating func element(_ name: String, _ attributes: String = "", text: String) {
        element(name, attributes) { $0.text(text) }
    }

    /// A row of a table; the first cell names it.
    mutating func row(_ cells: [String], _ cell: String = "td") {
        element("tr") { row in
            for (index, text) in cells.enumerated() {
                row.element(cell, index == 0 ? "" : "class=\"number\"", text: text)
            }
        }
    }

    /// A table of numbers with a heading for each column; nothing where there is no row.
    mutating func table(_ head: [String], _ rows: [[String]]) {
        guard !rows.isEmpty else { return }
        element("table") { table in
            table.element("thead") { $0.row(head, "th") }
            table.element("tbody") { body in for row in rows { body.row(row) } }
        }
    }

    /// Markup of our own.
    mutating func markup(_ markup: StaticString) { source += "\(markup)" }

    /// Characters that mean something in a text or in an attribute in quotes are escaped (the HTML standard, 13.1.2.3 and
    /// 13.3), and those that nobody sees are shown.
    mutating func text(_ text: String) {
        for scalar in "\(OneLine(text))".unicodeScalars {
            switch scalar {
            case "&": source += "&amp;"
            case "<": source += "&lt;"
            case ">": source += "&gt;"
            case "\"": source += "&quot;"
            case "'": source += "&#39;"
            default: source.unicodeScalars.append(scalar)
            }
        }
    }
}
