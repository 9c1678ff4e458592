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
}
