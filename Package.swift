// swift-tools-version: 6.3
import Glibc
import PackageDescription

/// Every target of ours is built as strictly as the compiler can be asked to.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),  // SE-0458: `unsafe` is written out, and stays in the thin layers over C
    .treatAllWarnings(as: .error),  // SE-0443
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
]

/// For what is in no request's way: loading a configuration, and commands that run once.
let small: [SwiftSetting] = strict + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

/// Addresses to relocate as a bitmap instead of 24 bytes each, which saves a megabyte: glibc reads that from 2.36 on, as
/// Debian 12 has it.
let packed: [String] = {
    var name = [CChar](repeating: 0, count: 32)  // "glibc 2.36"
    confstr(Int32(_CS_GNU_LIBC_VERSION), &name, name.count)
    let version = String(cString: name).dropFirst("glibc ".count).split(separator: ".").compactMap { Int($0) }
    return version.lexicographicallyPrecedes([2, 36]) ? [] : ["-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"]
}()

/// How the release binary is put together: by the toolchain's own lld, equal functions once, none named for libraries
/// that would look for them, as there are none, and without the tables that release.ld leaves out.
let compact: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-use-ld=lld", "-Xlinker", "-O2", "-Xlinker", "--icf=safe", "-Xlinker", "--no-export-dynamic",
            "-Xlinker", "\(Context.packageDirectory)/Sources/tallyman/release.ld",
        ] + packed,
        .when(configuration: .release))
]

/// A layer: it may import what stands in `uses`, and `swift build --explicit-target-dependency-import-check error`
/// (part of `make check`) refuses anything else.
func layer(_ name: String, uses: [Target.Dependency] = [], built settings: [SwiftSetting] = strict) -> Target {
    .target(name: name, dependencies: uses, swiftSettings: settings)
}

func tests(of name: String, uses: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + uses, exclude: fixtures[name] ?? [],
        swiftSettings: strict)
}

/// Folders of test data. They are read by path: a resource bundle would pull in all of Foundation.
let fixtures: [String: [String]] = [
    "Audit": ["Fixtures"], "Cluster": ["Fixtures"], "Doctor": ["Fixtures"], "JSON": ["Fixtures"],
    "Manifests": ["Fixtures"], "Migration": ["Fixtures"],
]

let package = Package(
    name: "tallyman",
    products: [.executable(name: "tallyman", targets: ["tallyman"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CScan"),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

        // RE2 is C++, which Swift does not import: a C function in front of it.
        .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
        layer("Patterns", uses: ["CRE2"]),

        layer("Encodings", uses: ["COpenSSL"]),
        layer("Files"),
        layer("Sandbox", uses: ["CLinux"], built: small),
        layer("Spelling", built: small),
        layer("JSON", uses: ["CScan"]),
        layer("YAML", uses: ["CYAML", "JSON"]),
        layer("Forms", uses: ["JSON", "Spelling", "YAML"], built: small),
        layer("HTTP"),
        layer("Metrics"),
        layer("Kubernetes", uses: ["Encodings", "JSON"]),
        layer("Admission", uses: ["JSON", "Kubernetes"]),
        layer("Rules", uses: ["Admission", "Encodings", "JSON", "Kubernetes", "Patterns", "Spelling"]),
        layer("Serving", uses: ["CLinux", "COpenSSL", "Files", "HTTP"]),
        layer("Certificates", uses: ["COpenSSL", "Encodings", "Files"], built: small),
        layer(
            "Configuration",
            uses: [
                "Admission", "Encodings", "Files", "Forms", "HTTP", "JSON", "Kubernetes", "Rules",
                "Serving", "YAML",
            ], built: small),
        layer("Webhook", uses: ["Admission", "Encodings", "HTTP", "JSON"]),
        layer(
            "Cluster",
            uses: ["Admission", "Encodings", "Files", "HTTP", "JSON", "Kubernetes", "Serving", "YAML"]),
        layer(
            "Manifests",
            uses: ["Admission", "Cluster", "Files", "JSON", "Kubernetes", "Rules", "Webhook", "YAML"], built: small),
        layer(
            "Migration", uses: ["Cluster", "Encodings", "Files", "JSON", "Kubernetes", "Manifests", "Rules", "YAML"],
            built: small),
        layer(
            "Audit",
            uses: ["Admission", "Cluster", "JSON", "Kubernetes", "Manifests", "Rules", "Webhook"], built: small),
        layer(
            "Recordings", uses: ["Admission", "Cluster", "Configuration", "Files", "Forms", "JSON", "Webhook"],
            built: small),
        layer(
            "Doctor",
            uses: [
                "Admission", "Certificates", "Cluster", "Configuration", "Encodings", "JSON", "Kubernetes", "Rules",
                "YAML",
            ], built: small),
        .executableTarget(
            name: "tallyman",
            dependencies: [
                "Admission", "Audit", "Certificates", "Cluster", "Configuration", "Doctor", "Files", "HTTP", "JSON",
                "Kubernetes", "Manifests", "Metrics", "Migration", "Recordings", "Rules", "Sandbox", "Serving",
                "Webhook",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], exclude: ["release.ld"], swiftSettings: strict, linkerSettings: compact),
        // For `make bench-steps`; no product has it in it.
        .executableTarget(
            name: "bench-steps",
            dependencies: [
                "Admission", "Cluster", "Configuration", "Files", "JSON", "Webhook",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Sources/BenchSteps", swiftSettings: strict),

        // What readers of bytes from outside promise: held against fuzz/corpus by tests, and by `make fuzz`.
        layer(
            "Fuzzing",
            uses: [
                "Admission", "Certificates", "Cluster", "Configuration", "Encodings", "HTTP", "JSON", "Manifests",
                "Migration", "Patterns", "Rules", "Serving", "Webhook", "YAML",
            ]),

        .target(name: "Scratch", path: "Tests/Scratch", swiftSettings: strict),
        tests(of: "Encodings"),
        tests(of: "Files", uses: ["Scratch"]),
        tests(of: "Fuzzing", uses: ["Files"]),
        tests(of: "Sandbox", uses: ["CLinux", "Scratch"]),
        .target(name: "JSONSuite", path: "Tests/JSONSuite", swiftSettings: strict),
        tests(of: "JSON", uses: ["Files", "JSONSuite"]),
        tests(of: "YAML", uses: ["JSON"]),
        tests(of: "HTTP", uses: ["Files"]),
        .target(name: "Scrape", dependencies: ["Metrics"], path: "Tests/Scrape", swiftSettings: strict),
        tests(of: "Metrics", uses: ["Scrape"]),
        tests(of: "Kubernetes", uses: ["Encodings", "JSON"]),
        tests(of: "Admission", uses: ["JSON", "Kubernetes"]),
        tests(of: "Patterns"),
        tests(of: "Rules", uses: ["Admission", "Encodings", "JSON", "Kubernetes"]),
        tests(of: "Serving", uses: ["Certificates", "CLinux", "COpenSSL", "Files", "HTTP", "Scratch"]),
        tests(of: "Certificates", uses: ["COpenSSL", "Files", "Scratch"]),
        tests(
            of: "Configuration", uses: ["Admission", "Files", "HTTP", "JSON", "Rules", "Scratch", "Serving", "YAML"]),
        tests(
            of: "Audit",
            uses: [
                "Admission", "Cluster", "Encodings", "Files", "JSON", "Manifests", "Rules", "YAML",
            ]),
        tests(
            of: "Cluster",
            uses: [
                "Admission", "Audit", "CLinux", "Certificates", "Files", "HTTP", "JSON", "Kubernetes", "Manifests",
                "Rules",
                "Scratch", "Serving", "YAML",
            ]),
        tests(of: "Webhook", uses: ["Admission", "Encodings", "HTTP", "JSON", "JSONSuite", "Rules"]),
        tests(
            of: "Manifests",
            uses: [
                "Admission", "Cluster", "Configuration", "Files", "JSON", "Kubernetes", "Rules", "Scratch", "Webhook",
                "YAML",
            ]),
        tests(
            of: "Migration",
            uses: [
                "Admission", "Cluster", "Configuration", "Files", "JSON", "Kubernetes", "Manifests", "Rules", "Scratch",
                "Webhook", "YAML",
            ]),
        tests(
            of: "Doctor",
            uses: [
                "Admission", "COpenSSL", "Certificates", "Cluster", "Configuration", "Encodings", "Files", "JSON",
                "Kubernetes",
                "Rules", "Scratch",
                "YAML",
            ]),
        tests(of: "Recordings", uses: ["Admission", "JSON"]),
        tests(
            of: "tallyman",
            uses: [
                "Admission", "Audit", "Certificates", "Cluster", "Configuration", "Files", "HTTP", "JSON", "Kubernetes",
                "Manifests", "Metrics", "Rules", "Scrape", "Scratch", "Serving", "Webhook", "YAML",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
    ],
    cxxLanguageStandard: .cxx17
)

// libFuzzer brings a `main` of its own, so that this links only as `make fuzz` builds it.
if Context.environment["TALLYMAN_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(name: "fuzz", dependencies: ["Fuzzing"], path: "Sources/Fuzz", swiftSettings: strict))
}
