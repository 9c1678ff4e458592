internal import CLinux
internal import Glibc

/// Landlock (landlock(7)): the kernel's way for a process without privileges to give up files and ports.
enum Landlock {
    /// Bits of LANDLOCK_ACCESS_FS_*: reading a file, listing a folder.
    private static let readFile: UInt64 = 1 << 2
    private static let readFolder: UInt64 = 1 << 3
    /// LANDLOCK_ACCESS_NET_*.
    private static let bind: UInt64 = 1 << 0
    private static let connect: UInt64 = 1 << 1

    /// What can be given up, by version: https://docs.kernel.org/userspace-api/landlock.html#compatibility.
    private static func ruleset(_ version: Int32) -> tallyman_landlock_ruleset {
        // 1 (Linux 5.13): 13 rights on files; 2: moving between folders; 3 (6.2): truncating; 5 (6.10): ioctl of
        // devices.
        let rights: UInt64 = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13
        return tallyman_landlock_ruleset(
            files: (1 << rights) - 1,
            // 4 (6.7): TCP.
            network: version >= 4 ? bind | connect : 0,
            // 6 (6.12): sockets without a file, and signals, of and to processes outside.
            scopes: version >= 6 ? 3 : 0)
    }

    static func restrict(_ sandbox: Sandbox) -> String {
        let version = tallyman_landlock_version()
        guard version > 0 else { return "files as before: no Landlock in this kernel (\(ErrorText.of(errno)))" }
        var wanted = ruleset(version)
        // Any free port may be the one: later loops of a server listen on what the first was given.
        if sandbox.listening.contains(0) { wanted.network &= ~bind }
        let rules = unsafe tallyman_landlock_create(&wanted)
        guard rules >= 0 else { return "files as before: Landlock failed, \(ErrorText.of(errno))" }
        defer { close(rules) }
        for path in sandbox.readable { allow(rules, path) }
        if wanted.network != 0 {
            for port in sandbox.listening where wanted.network & bind != 0 {
                _ = tallyman_landlock_allow_port(rules, bind, UInt64(port))
            }
            for port in sandbox.calling { _ = tallyman_landlock_allow_port(rules, connect, UInt64(port)) }
        }
        guard tallyman_landlock_restrict(rules) == 0 else {
            return "files as before: Landlock failed, \(ErrorText.of(errno))"
        }
        let missing = wanted.network == 0 ? ", TCP as before for want of version 4" : ""
        return "nothing is written or run, and only \(sandbox.readable.joined(separator: ", ")) read "
            + "(Landlock \(version)\(missing))"
    }

    /// A path that is not there, or not for this user, cannot be read anyway.
    private static func allow(_ rules: Int32, _ path: String) {
        let file = unsafe open(path, __O_PATH | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { close(file) }
        // Of a file that is no folder, listing cannot be allowed.
        if tallyman_landlock_allow_beneath(rules, readFile | readFolder, file) != 0 {
            _ = tallyman_landlock_allow_beneath(rules, readFile, file)
        }
    }
}
