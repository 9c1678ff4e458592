/// What reading a file has come upon.
package struct Findings {
    package var problems: [Problem] = []
    /// What is no mistake, but should be known.
    package var notices: [Problem] = []
}
