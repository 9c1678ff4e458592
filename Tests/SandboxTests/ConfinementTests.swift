import CLinux
import Glibc
import Scratch
import Testing

@testable import Sandbox

/// Each in a process of its own, as there is no way back.
@Suite struct ConfinementTests {
    @Test(.enabled(if: Kernel.landlock >= 1, "there is no Landlock in this kernel"))
    func `only what is allowed is read`() async throws {
        let folder = try TemporaryFolder()
        let (inside, outside) = ("\(folder.path)/in", "\(folder.path)/out")
        for path in [inside, outside] { unsafe mkdir(path, 0o700) }
        for path in ["\(inside)/old", "\(outside)/file"] { #expect(Attempt.make(path) == 0) }
        await #expect(processExitsWith: .success) { [inside = inside as String, outside = outside as String] in
            var sandbox = Sandbox()
            sandbox.allow(folder: inside)
            sandbox.allow("/etc/hosts")
            _ = Confinement(sandbox)
            try #require(Attempt.read("\(inside)/old") == 0)
            try #require(Attempt.list(inside) == 0)
            try #require(Attempt.read("/etc/hosts") == 0)
            for path in ["/etc/passwd", "\(outside)/file", "\(inside)/../out/file", "/proc/1/status"] {
                try #require(Attempt.read(path) == EACCES, "\(path)")
            }
            for path in ["/", "/etc", outside] { try #require(Attempt.list(path) == EACCES, "\(path)") }
        }
    }

    @Test(.enabled(if: Kernel.landlock >= 1, "there is no Landlock in this kernel"))
    func `nothing is written, made, removed or run`() async throws {
        let folder = try TemporaryFolder()
        #expect(Attempt.make("\(folder.path)/file") == 0)
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            var sandbox = Sandbox()
            sandbox.allow(folder: path)
            sandbox.allow(folder: "/bin")
            _ = Confinement(sandbox)
            try #require(Attempt.write("\(path)/file") == EACCES)
            try #require(Attempt.make("\(path)/other") == EACCES)
            try #require(Attempt.make("/tmp/tallyman-sandbox") == EACCES)
            try #require(Attempt.remove("\(path)/file") == EACCES)
            try #require(Attempt.run("/bin/true") == EACCES)
        }
    }

    @Test(.enabled(if: Kernel.landlock >= 4, "Landlock does not know of TCP in this kernel"))
    func `TCP goes only where it is to`() async {
        await #expect(processExitsWith: .success) {
            // Nobody listens on these: port 1 is tcpmux, which nothing has any more.
            _ = Confinement(Sandbox(listening: [1], calling: [1]))
            try #require(Attempt.call(1) == ECONNREFUSED)
            try #require(Attempt.call(2) == EACCES)
            try #require(Attempt.listen(on: 0) == EACCES)
        }
    }

    // A server with two loops listens on any free port first, and then on that one.
    @Test func `where any port will do, any can be listened on`() async throws {
        let free = try #require(Attempt.freePort())
        await #expect(processExitsWith: .success) { [free = free as UInt16] in
            _ = Confinement(Sandbox(listening: [0]))
            try #require(Attempt.listen(on: 0) == 0)
            try #require(Attempt.listen(on: free) == 0)
        }
    }

    @Test func `once all is open, no files are written and no ports opened, Landlock or not`() async throws {
        let folder = try TemporaryFolder()
        #expect(Attempt.make("\(folder.path)/file") == 0)
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            var sandbox = Sandbox(listening: [0], calling: [1])
            sandbox.allow(folder: path)
            let line = Confinement(sandbox).complete()
            try #require(line.contains("system calls are left"), "\(line)")
            try #require(Attempt.read("\(path)/file") == 0)
            try #require(Attempt.write("\(path)/file") == EPERM)
            try #require(Attempt.make("\(path)/other") == EPERM)
            try #require(Attempt.remove("\(path)/file") == EPERM)
            try #require(Attempt.listen(on: 0) == EPERM)
            try #require(Attempt.call(1) == ECONNREFUSED)
            try #require(Attempt.makeCode() == EPERM)
            try #require(kill(getppid(), 0) == -1 && errno == EPERM)
            try #require(socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) == -1 && errno == EPERM)
            // A datagram could go anywhere; only names need them.
            try #require(socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0) == -1 && errno == EPERM)
        }
    }

    @Test func `who calls nobody has no sockets to do it with`() async {
        await #expect(processExitsWith: .success) {
            _ = Confinement(Sandbox()).complete()
            try #require(Attempt.call(1) == EPERM)
        }
    }

    @Test func `starting a program ends the process`() async {
        await #expect(processExitsWith: .signal(SIGSYS)) {
            _ = Confinement(Sandbox()).complete()
            _ = Attempt.run("/bin/true")
        }
    }

    @Test func `starting a process ends this one`() async {
        await #expect(processExitsWith: .signal(SIGSYS)) {
            _ = Confinement(Sandbox()).complete()
            var (process, arguments) = unsafe (pid_t(), [strdup("/bin/true"), nil])
            unsafe posix_spawn(&process, "/bin/true", nil, nil, &arguments, nil)
        }
    }

    @Test func `threads, memory and names are left`() async {
        await #expect(processExitsWith: .success) {
            var sandbox = Sandbox(calling: [1], resolvesNames: true)
            for path in ["/etc/hosts", "/etc/nsswitch.conf", "/etc/resolv.conf"] { sandbox.allow(path) }
            _ = Confinement(sandbox).complete()
            var thread = pthread_t()
            let started = unsafe pthread_create(
                &thread, nil,
                { _ in
                    var list: UnsafeMutablePointer<addrinfo>?
                    let result = unsafe getaddrinfo("localhost", nil, nil, &list)
                    return unsafe UnsafeMutableRawPointer(bitPattern: result == 0 ? 1 : 2)
                }, nil)
            try #require(started == 0)
            var result: UnsafeMutableRawPointer?
            unsafe pthread_join(thread, &result)
            try #require(unsafe result == UnsafeMutableRawPointer(bitPattern: 1))
            let block = [UInt8](repeating: 1, count: 64 << 20)
            try #require(block.last == 1)
        }
    }

    @Test func `another process of the same user cannot look into this one`() async {
        await #expect(processExitsWith: .success) {
            _ = Confinement(Sandbox())
            try #require(tallyman_is_dumpable() == 0)
        }
    }
}
