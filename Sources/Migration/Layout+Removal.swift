internal import Cluster
internal import JSON

extension Layout {
    /// A member of an object and its neighbours.
    struct Placed {
        let member: Members.Member
        let previous: Members.Member?
        let next: Members.Member?

        /// nil where the object has no such member.
        init?(_ name: String, in object: Value) {
            var previous: Members.Member?
            var members = object.members
            while let member = members.next() {
                guard !member.has(name) else {
                    (self.member, self.previous, next) = (member, previous, members.next())
                    return
                }
                previous = member
            }
            return nil
        }
    }

    /// Takes a member out of an object, whichever style that is in.
    func removal(of placed: Placed, from object: Value) throws(Refusal) -> Edit {
        guard isFlow(object) else { return Edit(try lines(of: placed.member, after: placed.previous).removed) }
        let own = range(of: placed.member)
        if let next = placed.next {
            let begin = range(ofKey: next).lowerBound
            try checkGap(from: own.upperBound, to: begin, at: placed.member)
            return Edit(own.lowerBound..<begin)
        }
        guard let previous = placed.previous else { return Edit(own) }
        let end = range(of: previous).upperBound
        try checkGap(from: end, to: own.lowerBound, at: placed.member)
        return Edit(end..<own.upperBound)
    }

    /// Between two members in brackets stands a comma; a comment there could belong to either.
    private func checkGap(from start: Int, to end: Int, at member: Members.Member) throws(Refusal) {
        guard start <= end, text.bytes[start..<end].allSatisfy({ ", \t\r\n".utf8.contains($0) }) else {
            throw refusal(
                atKey: member, "a comment or the like stands beside it within brackets; take it away and run again")
        }
    }
}
