/// One step through a YAML text, as libyaml reports it.
struct Event {
    enum Content {
        case streamStart, streamEnd
        case documentStart, documentEnd
        case beginMapping, endMapping
        case beginSequence, endSequence
        case scalar(String, isPlain: Bool)
        case alias
    }

    let content: Content
    let position: Position
    /// Where it begins and ends, in characters from the beginning of the text. In block style a mapping or sequence ends
    /// where the next thing begins.
    let characters: Range<Int>
    /// Whether a mapping or sequence is written in brackets.
    let isFlow: Bool
    /// The tag in full, `tag:yaml.org,2002:str` for `!!str`; nil where none is written.
    let tag: String?
    let hasAnchor: Bool
}
