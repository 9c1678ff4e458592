internal import Admission
internal import Files
internal import Glibc
internal import Kubernetes
internal import Scratch
internal import Testing

@testable import Cluster

struct ClusterFolderTests {
    /// A folder with these files, of which a name may have a folder in front.
    private static func read(_ files: [String: String]) throws -> ClusterFolder {
        let folder = try TemporaryFolder()
        try write(files, to: folder.path)
        return try ClusterFolder(folder.path)
    }

    private static func write(_ files: [String: String], to path: String) throws {
        for (name, text) in files {
            if let slash = name.firstIndex(of: "/") { unsafe mkdir("\(path)/\(name[..<slash])", 0o700) }
            try StoredFile("\(path)/\(name)").write(Array(text.utf8), mode: 0o600, overwrite: false)
        }
    }

    /// The error of a folder with one file, without the folder's own path.
    private static func refusal(_ text: String, file: String = "a.yaml") throws -> String? {
        let folder = try TemporaryFolder()
        try write([file: text], to: folder.path)
        let error = #expect(throws: ClusterFolderError.self) { try ClusterFolder(folder.path) }
        return error?.description.replacing("\(folder.path)/", with: "")
    }

    private static let namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n"

    @Test(arguments: [
        ["a.yaml": namespace], ["a.yml": namespace], ["deep/a.yaml": namespace],
        ["a.yaml": "# nothing\n---\n---\n\(namespace)---\n"],
        ["a.json": #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a"}}"#],
        ["a.YAML": namespace], ["a.YML": namespace],
        // In YAML a tab may not stand there.
        ["a.JSON": "{\n\t\"apiVersion\":\"v1\",\n\t\"kind\":\"Namespace\",\n\t\"metadata\":{\"name\":\"a\"}}"],
        ["a.yaml": "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Namespace\n  metadata: {name: a}\n"],
        ["a.yaml": "apiVersion: v1\nkind: NamespaceList\nitems:\n- metadata: {name: a}\n"],
        [
            "a.json":
                #"{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a"}}]}"#
        ],
        ["a.yaml": namespace, "b.yaml": "", "notes.txt": "no: [yaml", ".hidden.yaml": "no: [yaml"],
        [
            "a.yaml": namespace,
            "kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
        ],
    ]) func `an object is found wherever it stands`(_ files: [String: String]) throws {
        #expect(try Self.read(files).namespace("a") == ObjectFacts())
    }

    @Test func `a role may stand behind its binding, in another file, in an older version`() throws {
        let folder = try Self.read([
            "a.yaml": """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: b, namespace: "n"}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}
            subjects: [{kind: User, name: ann}]
            """,
            "z.yaml": """
            apiVersion: rbac.authorization.k8s.io/v1beta1
            kind: Role
            metadata: {name: r, namespace: "n"}
            rules: [{verbs: [get], apiGroups: [""], resources: [secrets]}]
            ---
            apiVersion: example.com/v1
            kind: ClusterRoleBinding
            metadata: {name: other}
            roleRef: {kind: ClusterRole, name: r}
            subjects: [{kind: User, name: ann}]
            """,
        ])
        func asked(_ namespace: String) -> AccessReview {
            AccessReview(user: "ann", verb: "get", resource: "secrets", namespace: namespace)
        }
        #expect(folder.access(asked("n")) != nil && folder.access(asked("m")) == nil)
    }

    @Test func `an object without a namespace is in the default one`() throws {
        let folder = try Self.read(["a.yaml": "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n"])
        #expect(folder.pullSecret(namespace: "default", name: "s") != nil)
    }

    @Test func `an object on its way out is known as such`() throws {
        let text = Self.namespace.replacing("{name: a}", with: "{name: a, deletionTimestamp: \"2026-01-01T00:00:00Z\"}")
        #expect(try Self.read(["a.yaml": text]).namespace("a")?.isBeingDeleted == true)
    }

    @Test func `kinds of other groups with the same names are other kinds`() throws {
        let text = """
            apiVersion: example.com/v1
            kind: Secret
            metadata: {name: s, namespace: "n"}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: s, namespace: "n"}
            type: kubernetes.io/tls
            """
        #expect(try Self.read(["a.yaml": text]).pullSecret(namespace: "n", name: "s")?.type == "kubernetes.io/tls")
    }

    @Test(arguments: [
        ("a: b\n", "a.yaml:1:1: is no Kubernetes object: it needs an apiVersion and a kind"),
        ("- a\n", "a.yaml:1:1: is no Kubernetes object: it needs an apiVersion and a kind"),
        ("apiVersion: v1\nkind: Secret\nmetadata: {}\n", "a.yaml:1:1: this Secret has no metadata.name"),
        (
            "apiVersion: v1\nkind: List\nitems: [7]\n",
            "a.yaml:3:9: is no Kubernetes object: it needs an apiVersion and a kind"
        ),
        (
            "apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: List, items: []}]\n",
            "a.yaml:3:9: a list cannot stand in a list"
        ),
        (
            "\(namespace)---\n\(namespace)",
            "a.yaml:5:1: Namespace \"a\" stands twice; the first is at a.yaml:1:1"
        ),
        (
            "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: default}\n",
            "a.yaml:5:1: Secret \"s\" in namespace \"default\" stands twice; the first is at a.yaml:1:1"
        ),
        (
            "apiVersion: v1\nkind: Secret\nmetadata: {name: []}\n",
            "a.yaml:3:18: metadata.name must be a text, not an array"
        ),
        (
            "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: n}\n",
            "a.yaml:3:32: metadata.namespace must be a text, not a boolean; put it in quotes"
        ),
        (
            "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  annotations:\n    keep: yes\n",
            "a.yaml:6:11: metadata.annotations[keep] must be a text, not a boolean; put it in quotes"
        ),
        (
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: []}\n",
            "a.yaml:3:29: metadata.labels must be an object"
        ),
    ]) func `what is wrong is said with its place`(_ text: String, _ refusal: String) throws {
        #expect(try Self.refusal(text) == refusal)
    }

    @Test(arguments: [
        ("{\n \"a\": tru }", "a.json:2:10: "),
        ("{\"apiVersion\":\"v1\",\n \"kind\":\"Secret\"}", "a.json:1:1: this Secret"),
        (
            "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"a\",\n\"labels\":{\"é\":7}}}",
            "a.json:2:15: metadata.labels[é]"
        ),
    ]) func `in JSON too`(_ text: String, _ beginning: String) throws {
        #expect(try Self.refusal(text, file: "a.json")?.hasPrefix(beginning) == true)
    }

    @Test func `a text that is no YAML is said with its place, without its values`() throws {
        let text = try Self.refusal("apiVersion: v1\nkind: Secret\nstringData:\n  password: \"hunter2\n")
        #expect(text?.hasPrefix("a.yaml:") == true && text?.contains("hunter2") == false)
    }

    @Test func `a folder that is not there is an error`() {
        let error = #expect(throws: ClusterFolderError.self) { try ClusterFolder("/nowhere") }
        #expect(error?.description == "/nowhere: cannot open: No such file or directory")
    }

    @Test(.timeLimit(.minutes(5)))
    func `a pipe in the folder is an error, and nobody waits for who writes to it`() throws {
        let folder = try TemporaryFolder()
        #expect(unsafe mkfifo("\(folder.path)/a.yaml", 0o600) == 0)
        let error = #expect(throws: ClusterFolderError.self) { try ClusterFolder(folder.path) }
        #expect(error?.description.contains("a.yaml: is no regular file") == true)
    }

    @Test func `a folder that leads back to itself is an error`() throws {
        let folder = try TemporaryFolder()
        #expect(unsafe symlink(folder.path, "\(folder.path)/up") == 0)
        let error = #expect(throws: ClusterFolderError.self) { try ClusterFolder(folder.path) }
        #expect(error?.description.contains("more than 32 folders deep") == true)
    }
}
