import Cluster
import Glibc
import Kubernetes
import Scratch
import Testing

@testable import Manifests

@Suite struct ManifestSetTests {
    @Test func `a folder is read with all below it, in order, each document and each item of a list`() {
        let set = ManifestSet(["\(fixtures)/apps"])
        let read = set.objects.map { "\($0.file.dropFirst(fixtures.count)) \($0.object.kind)" }
        #expect(
            read == [
                "/apps/deeper/pipeline.json KuberoPipeline", "/apps/pipelines.yaml KuberoPipeline",
                "/apps/pipelines.yaml KuberoPipeline", "/apps/project.yml Project", "/apps/project.yml Namespace",
                "/apps/project.yml Deployment",
            ])
        #expect(set.unreadable == [])
    }

    @Test func `all that cannot be read is named with its place, and the rest is read`() {
        let set = ManifestSet(["\(fixtures)/broken", "\(fixtures)/nowhere.yaml"])
        #expect(
            set.unreadable.map { String("\($0)".dropFirst(fixtures.count + 1)) } == [
                "broken/ends.json:2:10: '}' where a value was expected",
                "broken/twice.yaml:5:3: the key \"name\" stands twice; the first is in line 4, column 3",
                "broken/values.yaml:1:1: is no Kubernetes object: it needs an apiVersion and a kind",
                "broken/values.yaml:7:1: is no Kubernetes object: it needs an apiVersion and a kind",
                "broken/values.yaml:13:3: a list cannot stand in a list",
                "nowhere.yaml: cannot read: No such file or directory",
            ])
        #expect(set.objects.map(\.object.meta.name) == ["fine"])
    }

    @Test func `a file that is named is read whatever its ending`() {
        #expect(ManifestSet(["\(fixtures)/apps/notes.txt"]).unreadable.count == 1)
    }

    @Test(arguments: [("./a.yaml", "a.yaml"), (".//b/", "b"), ("././c", "c"), ("../d", "../d"), ("/e//", "/e")])
    func `files are called as in their repository`(_ path: String, _ name: String) {
        // None of these is there, so each is named in what could not be read.
        #expect(ManifestSet([path]).unreadable.map(\.file) == [name])
    }

    @Test func `a folder that leads back into itself ends`() throws {
        let scratch = try TemporaryFolder()
        #expect(unsafe symlink(scratch.path, "\(scratch.path)/loop") == 0)
        let set = ManifestSet([scratch.path])
        #expect(set.objects.isEmpty && set.unreadable.count == 1)
        #expect(set.unreadable.first?.message == "more than 32 folders deep. Does a link lead back up?")
    }

    @Test func `what could not be read is on one line that steers no terminal`() {
        let unread = Unreadable(file: "a\n::error::\u{1B}[31m\u{202E}", position: nil, message: "no\nno")
        #expect("\(unread)" == #"a\u{a}::error::\u{1b}[31m\u{202e}: no\u{a}no"#)
    }
}
