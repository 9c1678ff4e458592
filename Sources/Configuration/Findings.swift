/// What reading a configuration has come upon.
struct Findings {
    var problems: [Problem] = []
    /// What is no mistake, but should be known.
    var notices: [Problem] = []
}
