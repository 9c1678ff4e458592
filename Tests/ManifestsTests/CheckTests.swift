import Admission
import Rules
import Testing

@testable import Manifests

@Suite struct CheckTests {
    @Test func `findings have their places, object by object`() {
        let report = Checking().run(ManifestSet(["\(fixtures)/apps"]))
        #expect(
            report.places.map { String($0.dropFirst(fixtures.count + "/apps/".count)) } == [
                "deeper/pipeline.json:3:35 error spec.registry.credentialsSecretRef.name",
                "deeper/pipeline.json:3:73 error spec.registry.credentialsSecretRef.namespace",
                "pipelines.yaml:7:11 error spec.registry.host",
                "pipelines.yaml:9:15 warning spec.registry.password",
                "pipelines.yaml:11:1 error spec",
                "project.yml:7:37 error metadata.annotations[kargo.akuity.io/keep-namespace]",
                "project.yml:14:67 warning metadata.labels[kargo.akuity.io/keep-namespace]",
            ])
        #expect(report.checked == 5 && report.denied == 4 && report.warnings == 2 && report.ofOtherKinds == 1)
        #expect(report.inDefault == 1 && report.unchecked == ["pipeline-registry"] && report.exitStatus == 1)
    }

    @Test func `what a mutator adds is not reported as missing`() {
        let pipeline = """
            {apiVersion: application.kubero.dev/v1alpha1, kind: KuberoPipeline, metadata: {name: a, namespace: kubero},
             spec: {deploymentstrategy: git}}
            """
        #expect(Checking().run(pipeline).places == [])
        var without = Checking()
        without.settings.pipelineRegistryDefault.enforce = .disabled
        #expect(without.run(pipeline).places == ["x.yaml:2:2 warning spec.registry"])
        without.settings.pipelineRegistryDefault.enforce = .warn
        #expect(without.run(pipeline).places == ["x.yaml:1:1 warning", "x.yaml:2:2 warning spec.registry"])
    }

    static let config = "{apiVersion: kargo.akuity.io/v1alpha1, kind: ProjectConfig, metadata: {name: default}}"

    @Test func `the user and the groups are those who are asked about`() {
        #expect(Checking().run(Self.config).denied == 1)
        #expect(Checking(groups: ["system:serviceaccounts:kargo"]).run(Self.config).denied == 0)
        #expect(Checking(groups: ["system:masters"]).run(Self.config).denied == 0)
    }

    static let namespaces: [(String, String?, String, Int)] = [
        ("", nil, "default/default", 1), ("", "team", "team/default", 0),
        (", namespace: own", "team", "own/default", 0),
        (", namespace: ''", "team", "team/default", 0),
    ]

    @Test(arguments: namespaces)
    func `an object is in its own namespace, else in that of -n, else in default`(
        _ metadata: String, _ namespace: String?, _ name: String, _ inDefault: Int
    ) {
        let yaml = "{apiVersion: kargo.akuity.io/v1alpha1, kind: ProjectConfig, metadata: {name: default\(metadata)}}"
        let report = Checking(namespace: namespace).run(yaml)
        #expect(report.findings.map(\.subject) == ["ProjectConfig \"\(name)\""] && report.inDefault == inDefault)
    }

    @Test func `an update may leave what was wrong before, and creates what was not there`() {
        func project(_ name: String, _ value: String) -> String {
            """
            ---
            apiVersion: kargo.akuity.io/v1alpha1
            kind: Project
            metadata: {name: \(name), annotations: {kargo.akuity.io/keep-namespace: "\(value)"}}

            """
        }
        let old = ManifestSet(yaml: project("same", "x") + project("changed", "x"))
        let report = Checking(change: .update(from: old)).run(
            project("same", "x") + project("changed", "y") + project("new", "x"))
        #expect(
            report.findings.map { "\($0.name) \($0.finding.severity)" } == [
                "same warning", "changed error", "new error",
            ])
        #expect(report.denied == 2)
    }

    @Test func `an update finds what it is from by kind, namespace and name`() {
        let pipeline = "{apiVersion: application.kubero.dev/v1alpha1, kind: KuberoPipeline, metadata: {name: a"
        for (namespace, denied) in [(", namespace: default}}", 0), (", namespace: other}}", 1), ("}}", 0)] {
            let old = ManifestSet(yaml: pipeline + namespace)
            #expect(Checking(change: .update(from: old)).run("\(pipeline)}}").denied == denied, "\(namespace)")
        }
    }

    @Test func `what an update is from has to be readable`() {
        let report = Checking(change: .update(from: ManifestSet(yaml: "a: b"))).run(Self.config)
        #expect(report.unreadable.count == 1 && report.checked == 1 && report.exitStatus == 2)
    }

    @Test func `a deletion takes the manifests as what is there`() {
        let kept =
            #"{apiVersion: v1, kind: Namespace, metadata: {name: n, annotations: {kargo.akuity.io/keep-namespace: "true"}}}"#
        let report = Checking(change: .delete).run(kept)
        #expect(report.denied == 1 && report.findings.map(\.finding.rule) == ["namespace-deletion"])
        #expect(Checking().run(kept).denied == 0)
    }

    static let odd = [
        "{apiVersion: v1, kind: Namespace}", "{apiVersion: v1, kind: Namespace, metadata: }",
        "{apiVersion: v1, kind: Namespace, metadata: [1]}",
        "{apiVersion: kargo.akuity.io/v1alpha1, kind: ProjectConfig, metadata: 3}",
        "{apiVersion: kargo.akuity.io/v1alpha1, kind: ProjectConfig}",
        "{apiVersion: application.kubero.dev/v1alpha1, kind: KuberoPipeline, spec: {registry: [[]]}}",
        "{apiVersion: 7, kind: Namespace, metadata: {name: 1}}",
    ]

    @Test(arguments: odd) func `an object of any shape is decided, or named as none`(_ yaml: String) {
        let report = Checking().run(yaml)
        #expect(report.checked + report.unreadable.count == 1)
    }

    @Test func `nesting past what an API server takes is no crash, and passes for nothing`() {
        let depth = 10_001
        let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let json = #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"a"},"spec":\#(deep)}"#
        let report = Checking().run(json, called: "x.json")
        #expect(report.unreadable.map(\.message) == ["nested too deeply"] && report.exitStatus == 2)
    }

    @Test func `exit statuses`() {
        #expect(Checking().run("{apiVersion: v1, kind: Namespace, metadata: {name: a}}").exitStatus == 0)
        #expect(Checking().run("{apiVersion: apps/v1, kind: Deployment}").exitStatus == 0)
        #expect(Checking().run(Self.config).exitStatus == 1)
        #expect(Checking().run("\(Self.config)\n---\na: b").exitStatus == 2)
        #expect(Checking().run("# nothing").exitStatus == 2)
    }
}
