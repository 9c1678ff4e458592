internal import Testing

@testable import Kubernetes

struct KuberoRegistryTests {
    @Test(arguments: [
        (#"{}"#, KuberoRegistry(isEnabled: false)), (#"{"spec":{"registry":[]}}"#, KuberoRegistry(isEnabled: false)),
        (
            #"{"spec":{"registry":{"enabled":true,"host":"registry.acme.io","account":{"password":"p"}}}}"#,
            KuberoRegistry(isEnabled: true, host: "registry.acme.io")
        ),
        (
            #"{"spec":{"registry":{"enabled":true,"host":"","credentialsSecretRef":{"name":"shared"}}}}"#,
            KuberoRegistry(isEnabled: true, credentialName: "shared")
        ),
        (
            #"{"spec":{"registry":{"enabled":"true","host":7,"credentialsSecretRef":"x"}}}"#,
            KuberoRegistry(isEnabled: false)
        ),
    ]) func `the settings are read, and what is of the wrong type is as if it were not there`(
        _ text: String, _ registry: KuberoRegistry
    ) throws {
        #expect(KuberoRegistry(of: try parse(text)) == registry)
    }
}
