import Glibc
import Scratch
import Testing

@testable import Sandbox

@Suite struct PathTests {
    @Test func `a file stands for its folder, whatever takes its place`() throws {
        var sandbox = Sandbox()
        sandbox.allow(folderOf: "certs/tls.crt")
        sandbox.allow(folderOf: "certs/tls.key")
        sandbox.allow(folderOf: "config.yaml")
        sandbox.allow(folderOf: "/etc/tallyman/config.yaml")
        #expect(sandbox.readable == ["certs", ".", "/etc/tallyman"])
    }

    @Test func `a file in the root stands for itself, as beneath that is everything`() {
        var sandbox = Sandbox()
        sandbox.allow(folderOf: "/config.yaml")
        sandbox.allow(folderOf: "//config.yaml")
        #expect(sandbox.readable == ["/config.yaml", "//config.yaml"])
    }

    @Test func `links within a folder lead nowhere else, and others are followed`() throws {
        let folder = try TemporaryFolder()
        func path(_ name: String) -> String { "\(folder.path)/\(name)" }
        for name in ["pod", "home"] { unsafe mkdir(path(name), 0o700) }
        let file = unsafe open(path("home/real.yaml"), O_WRONLY | O_CREAT, 0o600)
        close(file)
        unsafe symlink("real.yaml", path("home/config.yaml"))
        unsafe symlink("../home/real.yaml", path("pod/config.yaml"))
        unsafe symlink("home", path("link"))
        var sandbox = Sandbox()
        sandbox.allow(folderOf: path("home/config.yaml"))
        #expect(sandbox.readable == [path("home")])
        sandbox = Sandbox()
        sandbox.allow(folderOf: path("pod/config.yaml"))
        #expect(sandbox.readable == [path("pod"), path("home")])
        sandbox = Sandbox()
        sandbox.allow(folder: path("home"))
        #expect(sandbox.readable == [path("home")])
    }

    @Test func `a link on the way stands for what it may lead to next`() throws {
        let folder = try TemporaryFolder()
        func path(_ name: String) -> String { "\(folder.path)/\(name)" }
        let folders = [
            "git", "git/.worktrees", "git/.worktrees/a", "git/.worktrees/a/certs", "pod", "run", "run/resolve",
        ]
        for name in folders { unsafe mkdir(path(name), 0o700) }
        for name in ["git/.worktrees/a/certs/tls.crt", "run/resolve/stub", "pod/other"] {
            close(unsafe open(path(name), O_WRONLY | O_CREAT, 0o600))
        }
        // As git-sync has it, and a link to that.
        unsafe symlink(".worktrees/a", path("git/current"))
        unsafe symlink("../git/current/certs", path("pod/certs"))
        unsafe symlink(path("git/current"), path("pod/absolute"))
        unsafe symlink("../run/resolve/stub", path("pod/resolv.conf"))
        unsafe symlink("other", path("pod/hosts"))
        unsafe symlink("loop", path("pod/loop"))
        var sandbox = Sandbox()
        sandbox.allow(folderOf: path("git/current/certs/tls.crt"))
        #expect(sandbox.readable == [path("git/current/certs"), path("git/.worktrees")])
        for way in ["pod/certs", "pod/absolute/certs"] {
            sandbox = Sandbox()
            sandbox.allow(folderOf: path("\(way)/tls.crt"))
            // The one that stands for `certs` alone is of no harm beside the other.
            #expect(Set(sandbox.readable).isSuperset(of: [path(way), path("git/.worktrees")]))
            #expect(sandbox.readable.allSatisfy { $0 == path(way) || $0.hasPrefix(path("git")) })
        }
        sandbox = Sandbox()
        sandbox.allow(folder: path("git/current"))
        #expect(sandbox.readable == [path("git/current"), path("git/.worktrees")])
        sandbox = Sandbox()
        sandbox.allow(folderOf: path("pod/loop"))
        #expect(sandbox.readable == [path("pod")])
        // Of a single file, the folder of its name stays closed.
        sandbox = Sandbox()
        for name in ["pod/resolv.conf", "pod/hosts", "pod/none"] { sandbox.allow(fileAt: path(name)) }
        #expect(
            sandbox.readable == [path("pod/resolv.conf"), path("run/resolve"), path("pod/hosts"), path("pod/none")])
    }

    @Test func `a link to what stands in the root opens nothing more`() throws {
        let folder = try TemporaryFolder()
        unsafe symlink("/etc", "\(folder.path)/etc")
        var sandbox = Sandbox()
        sandbox.allow(folderOf: "\(folder.path)/etc/hosts")
        #expect(sandbox.readable == ["\(folder.path)/etc"])
    }
}
