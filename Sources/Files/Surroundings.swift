internal import Glibc

/// What a command line program has around it.
package enum Surroundings {
    /// The current folder, in full; empty where it is gone.
    package static var folder: String {
        guard let path = unsafe getcwd(nil, 0) else { return "" }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }

    /// Whether what is printed may be coloured: a terminal shows it, and nobody objects (https://no-color.org).
    package static var showsColour: Bool {
        isatty(STDOUT_FILENO) == 1 && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
    }

    /// A variable of the environment; nil where it is not set.
    package static func variable(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}
