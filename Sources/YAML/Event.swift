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
    /// The tag in full, `tag:yaml.org,2002:str` for `!!str`; nil where none is written.
    let tag: String?
    let hasAnchor: Bool
}
