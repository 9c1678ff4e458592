import Testing

@testable import Serving

@Suite struct DeadlineWheelTests {
    static let start = Instant(nanoseconds: 1_000_000_007)
    static let token = Token(7, serial: 1)

    @Test(arguments: [0, 1, 49, 50, 51, 1_000, 50_000])
    func `a deadline comes out once, and not before its time`(_ milliseconds: Int) {
        var wheel = DeadlineWheel(at: Self.start)
        let deadline = Self.start + .milliseconds(milliseconds)
        let due = wheel.insert(Self.token, deadline: deadline)
        #expect(due >= deadline && due < deadline + .milliseconds(50))
        #expect(wheel.next == due)
        #expect(wheel.removeDue(at: due + .nanoseconds(-1)).isEmpty)
        #expect(wheel.removeDue(at: due) == [Self.token])
        #expect(wheel.removeDue(at: due + .seconds(200)).isEmpty && wheel.next == nil)
    }

    @Test func `a deadline further away than the ring comes out before`() {
        var wheel = DeadlineWheel(at: Self.start)
        let due = wheel.insert(Self.token, deadline: Self.start + .seconds(120))
        #expect(due < Self.start + .seconds(52) && due > Self.start + .seconds(50))
        #expect(wheel.removeDue(at: due) == [Self.token])
    }

    @Test(arguments: [1, 49, 50, 1_000, 120_000])
    func `the same deadline put in twice comes out once`(_ milliseconds: Int) {
        var wheel = DeadlineWheel(at: Self.start)
        let deadline = Self.start + .milliseconds(milliseconds)
        let due = wheel.insert(Self.token, deadline: deadline)
        #expect(wheel.insert(Self.token, deadline: deadline, unlessBy: due) == due)
        #expect(wheel.insert(Self.token, deadline: deadline + .seconds(1), unlessBy: due) == due)
        #expect(wheel.removeDue(at: due) == [Self.token])
    }

    @Test func `an earlier deadline comes out earlier`() {
        var wheel = DeadlineWheel(at: Self.start)
        let late = wheel.insert(Self.token, deadline: Self.start + .seconds(2))
        let early = wheel.insert(Self.token, deadline: Self.start + .seconds(1), unlessBy: late)
        #expect(early < late && wheel.next == early)
        #expect(wheel.removeDue(at: early) == [Self.token])
    }

    @Test func `a deadline that has passed comes out with the next look`() {
        var wheel = DeadlineWheel(at: Self.start)
        _ = wheel.removeDue(at: Self.start + .seconds(10))
        let due = wheel.insert(Self.token, deadline: Self.start)
        #expect(wheel.removeDue(at: due) == [Self.token])
    }

    @Test func `after a long sleep everything comes out once`() {
        var wheel = DeadlineWheel(at: Self.start)
        for index in 0..<2_000 {
            _ = wheel.insert(Token(Int32(index), serial: 1), deadline: Self.start + .milliseconds(index * 20))
        }
        let due = wheel.removeDue(at: Self.start + .seconds(3_600))
        #expect(Set(due).count == 2_000 && due.count == 2_000)
    }
}
