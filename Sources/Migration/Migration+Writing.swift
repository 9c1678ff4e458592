internal import Files

extension Migration {
    /// Writes what has been worked out, each file whole or not at all; what cannot be written is added to `problems`.
    ///
    /// Of an input, all files are written or, where one of them is there already, none.
    /// - Parameter dryly: only looks whether files are there already.
    /// - Returns: those that were written, or would be.
    package mutating func write(overwriting: Bool, dryly: Bool = false) -> [Output] {
        var written: [Output] = []
        for group in groups {
            let present = overwriting ? nil : group.first { StoredFile($0.path).exists }
            if let present {
                fail(FileError.exists(path: present.path))
                continue
            }
            guard !dryly else {
                written += group
                continue
            }
            for output in group {
                do throws(FileError) {
                    try StoredFile(output.path).write(output.bytes, mode: output.mode, overwrite: overwriting)
                    written.append(output)
                } catch {
                    // The input must not lose what nothing has taken over.
                    fail(error)
                    break
                }
            }
        }
        return written
    }

    /// The outputs of each input, of which the last is the input without what the others hold.
    private var groups: [[Output]] {
        var groups: [[Output]] = [[]]
        for output in outputs {
            groups[groups.count - 1].append(output)
            if output.kind == .migrated { groups.append([]) }
        }
        return groups.dropLast()
    }
}
