// swift-tools-version: 6.2
// The rooms of the house and the doors between them. A target names every room it may import; `.ci/rooms.py` holds this
// map against Documentation/Architecture.md, and the build refuses an import that is not declared here.

import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    // Tests look inside the rooms, and run on the release build like the program.
    .unsafeFlags(["-enable-testing"], .when(configuration: .release)),
]

/// A system library: a module map and `static inline` shims over one Debian -dev package.
func library(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func room(_ name: String, _ dependencies: Target.Dependency..., resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

/// `exports`: C functions that the tests have a stand-in for, which the libraries are to find before the real one.
func tests(
    _ name: String, _ dependencies: Target.Dependency..., resources: [Resource] = [], exports: [String] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, resources: resources, swiftSettings: settings,
        linkerSettings: exports.map { .unsafeFlags(["-Xlinker", "--export-dynamic-symbol=" + $0]) })
}

extension Target.Dependency {
    static let collections: Self = .product(name: "Collections", package: "swift-collections")
    static let crypto: Self = .product(name: "Crypto", package: "swift-crypto")
    static let grdb: Self = .product(name: "GRDB", package: "GRDB.swift")
    static let httpTypes: Self = .product(name: "HTTPTypes", package: "swift-http-types")
    static let hummingbird: Self = .product(name: "Hummingbird", package: "hummingbird")
    static let lifecycle: Self = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let logging: Self = .product(name: "Logging", package: "swift-log")
    static let arguments: Self = .product(name: "ArgumentParser", package: "swift-argument-parser")
    static let nio: Self = .product(name: "NIOCore", package: "swift-nio")
    static let sqlite: Self = .product(name: "GRDBSQLite", package: "GRDB.swift")
    static let yams: Self = .product(name: "Yams", package: "Yams")
}

/// What Foundation is made of, for a static link: only a build that is static as a whole would find these by itself.
/// In the order in which one needs the next.
let foundation = [
    "Foundation", "CoreFoundation", "FoundationInternationalization", "FoundationEssentials", "_FoundationCollections",
    "_FoundationICU", "_FoundationCShims",
]

let package = Package(
    name: "feedwatch",
    products: [.executable(name: "feedwatch", targets: ["feedwatch"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        library("CLibCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        library("CLibXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
        library("CSystemd", pkgConfig: "libsystemd", apt: "libsystemd-dev"),
        library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),

        .systemLibrary(name: "CGlibc"),

        room("Curl", "CLibCurl"),
        room("XML2", "CLibXML2"),
        room("Systemd", "CSystemd"),
        room("Zlib", "CZlib"),

        room("Dispatching"),
        room("Model"),
        room("Wording"),
        room("Querying", "Wording"),
        room("Configuring", "CGlibc", "Model", "Querying", "Dispatching", .yams),
        room("Scheduling", "Model", "Dispatching", .collections),
        room("Fetching", "Model", "Dispatching", "Curl"),
        room("Parsing", "Model", "Wording", "XML2", "Zlib"),
        room("Matching", "Model", "Wording", "Querying"),
        room("Grouping", "Model", "Wording"),
        room("Storing", "Model", "Wording", "Querying", "Dispatching", .grdb, .sqlite, .crypto),
        room("Alerting", "CGlibc", "Model", "Dispatching", "Systemd", "Curl", .crypto),
        room(
            "Watching", "Model", "Dispatching", "Configuring", "Scheduling", "Fetching", "Parsing",
            "Matching",
            "Grouping", "Storing", "Alerting", "Systemd", "Zlib", .logging),
        .executableTarget(
            name: "feedwatch",
            dependencies: [
                "CGlibc", "Model", "Dispatching", "Wording", "Querying", "Configuring", "Fetching", "Parsing",
                "Matching",
                "Storing",
                "Alerting",
                "Systemd", "Watching", .arguments, .logging, .lifecycle,
            ],
            swiftSettings: settings,
            // The Swift runtime is linked in: the program runs where no Swift is. A flag of
            // the target rather than of the build, so that tests and program share one build.
            linkerSettings: [
                .unsafeFlags(
                    ["-static-stdlib"] + foundation.map { "-l" + $0 },
                    .when(configuration: .release))
            ]),

        // Tools of Benchmarks/: how fast entries are matched and feeds are read, what TLS costs, and thirty
        // days of polling in a minute.
        .executableTarget(
            name: "MatchBench", dependencies: ["Model", "Matching"], path: "Benchmarks/MatchBench",
            swiftSettings: settings),
        .executableTarget(
            name: "ParseBench", dependencies: ["Model", "Parsing"], path: "Benchmarks/ParseBench",
            swiftSettings: settings),
        .executableTarget(
            name: "TLSBench", dependencies: ["CLibCurl", "Curl"], path: "Benchmarks/TLSBench", swiftSettings: settings),
        .executableTarget(
            name: "PollSimulator", dependencies: ["Model", "Scheduling"], path: "Benchmarks/PollSimulator",
            swiftSettings: settings),

        // Temporary folders, sample values and the way to the sample corpus; and a real HTTP server on loopback.
        .target(name: "TestSupport", dependencies: ["Model"], path: "Tests/TestSupport", swiftSettings: settings),
        .target(
            name: "TestServing", dependencies: [.hummingbird, .httpTypes, .logging, .nio], path: "Tests/TestServing",
            swiftSettings: settings),
        tests("Model", "Model"),
        tests("Dispatching", "Dispatching"),
        tests("Wording", "Wording", "TestSupport"),
        tests("Querying", "Querying"),
        tests("Configuring", "Configuring", "Model", "TestSupport"),
        tests("Scheduling", "Scheduling", "Model", "Dispatching", "TestSupport"),
        tests(
            "Fetching", "Fetching", "Curl", "Model", "Dispatching", "TestSupport", "TestServing",
            exports: ["getaddrinfo"]),
        tests("Parsing", "Parsing", "Model", "CZlib", "XML2", "TestSupport", resources: [.copy("Fixtures")]),
        tests("Matching", "Matching", "Configuring", "Model", "Wording", "Querying", "TestSupport"),
        tests("Grouping", "Grouping", "Model", "TestSupport"),
        tests("Storing", "Storing", "Model", "Querying", "Dispatching", "TestSupport", .grdb),
        tests("Systemd", "Systemd"),
        tests(
            "Alerting", "Alerting", "Model", "Dispatching", "Systemd", "TestSupport", "TestServing", .crypto),
        tests(
            "Watching", "Watching", "Model", "Configuring", "Matching", "Grouping", "Fetching", "Storing", "Alerting",
            "Dispatching",
            "TestSupport",
            "TestServing", .logging),
        // The program as a real process, and as a service under a real systemd.
        tests("Feedwatch", "Model", "TestSupport", "TestServing"),
    ],
    swiftLanguageModes: [.v6]
)
