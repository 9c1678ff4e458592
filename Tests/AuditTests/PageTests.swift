import Testing

@testable import Audit

/// The page is safe to pass on, whatever names the objects have.
@Suite struct PageTests {
    static func page() throws -> String { try Auditing().run(folder: "cluster").html }

    /// What stands between `<` and `>`.
    static func tags(_ page: String) -> [Substring] {
        page.split(separator: "<").dropFirst(page.hasPrefix("<") ? 0 : 1).map { $0.prefix { $0 != ">" } }
    }

    @Test func `every tag is one of ours, and none has an attribute that could do something`() throws {
        let allowed: Set<Substring> = [
            "!DOCTYPE html", "html lang=\"en\"", "head", "meta charset=\"utf-8\"",
            "meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"",
            "meta name=\"referrer\" content=\"no-referrer\"",
            "meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"", "title", "style", "body",
            "header", "h1", "h2", "p", "p class=\"verdict error\"", "dl", "dt", "dd", "section",
            "section class=\"tables\"", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "td class=\"number\"",
            "th class=\"number\"", "td class=\"error\"", "td class=\"warning\"", "details open", "summary",
        ]
        let tags = Self.tags(try Self.page())
        #expect(tags.count > 300)
        var open: [Substring] = []
        for tag in tags {
            if tag.hasPrefix("/") {
                #expect(open.popLast() == tag.dropFirst())
            } else {
                #expect(allowed.contains(tag))
                if !tag.hasPrefix("!") && !tag.hasPrefix("meta") { open.append(tag.prefix { $0 != " " }) }
            }
        }
        #expect(open.isEmpty)
    }

    @Test func `what names hold is shown as text`() throws {
        let page = try Self.page()
        #expect(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;"))
        #expect(page.contains("&lt;/td&gt;&lt;img src=x onerror=alert(1)&gt;"))
        #expect(page.contains("&lt;/summary&gt;&lt;a href=x&gt;\\u{7}\\u{2028}"))
    }

    @Test func `no output can steer what shows it`() throws {
        for output in try Auditing().run(folder: "cluster").outputs {
            let steering = output.unicodeScalars.filter { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator: scalar != "\n"
                default: false
                }
            }
            // Colours are ours.
            let colours = output.contains("\u{1B}[1;31merror\u{1B}[0m") ? steering.count : 0
            #expect(steering.count == colours && steering.allSatisfy { $0 == "\u{1B}" })
            #expect(!output.contains("\u{1B}[31m"))
        }
    }

    @Test(arguments: [
        ("a & b", "a &amp; b"), ("<", "&lt;"), (">", "&gt;"), ("\"'", "&quot;&#39;"), ("&lt;", "&amp;lt;"),
        ("a\nb\r\u{0}", "a\\u{a}b\\u{d}\\u{0}"), ("\u{202E}\u{2066}\u{200B}", "\\u{202e}\\u{2066}\\u{200b}"),
        ("Größe", "Größe"), ("<\u{338}", "&lt;\u{338}"), ("\"\u{301}", "&quot;\u{301}"),
    ])
    func `text is escaped scalar by scalar`(_ text: String, _ wanted: String) {
        var html = HTML()
        html.text(text)
        #expect(html.source.unicodeScalars.elementsEqual(wanted.unicodeScalars))
    }
}
