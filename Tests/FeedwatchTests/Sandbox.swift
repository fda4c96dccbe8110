// SPDX-License-Identifier: Apache-2.0
// A real systemd and journald in namespaces of their own, with the program installed in it as an administrator would.

import Foundation
import Testing

/// One booted sandbox (Tests/Service/sandbox.sh). Needs root.
struct Sandbox {
    let name: String

    static let isPossible = getuid() == 0
    static let missing: Comment = "needs root, to boot a systemd in namespaces"

    /// Whether a sandbox can enforce limits of memory: by a v1 hierarchy of the host (sandbox.sh).
    static let limitsMemory =
        isPossible
        && (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8))?.contains(":memory:") == true
    static let missingMemory: Comment = "needs root and a v1 hierarchy for memory, to enforce its limits"

    /// The package's folder.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    private static let script = root + "/Tests/Service/sandbox.sh"

    /// Boots, installs the program and a configuration with one feed and one topic, and hands the sandbox to `body`.
    /// `cgroup: "hybrid"` enforces limits of memory and tasks.
    static func with(_ name: String, cgroup: String = "v2", _ body: (Sandbox) async throws -> Void) async throws {
        let sandbox = Sandbox(name: "fw-\(name)-\(getpid())")
        try await sandbox.call("up", sandbox.name, "--cgroup", cgroup)
        do {
            try await sandbox.install()
            try await body(sandbox)
        } catch {
            try? await sandbox.call("down", sandbox.name)
            throw error
        }
        try await sandbox.call("down", sandbox.name)
    }

    /// Runs a shell command inside and returns what it printed; a failure is recorded as an issue.
    @discardableResult
    func run(_ command: String, expecting status: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation)
        async throws -> Program.Output
    {
        let output = try await script(["run", name, "/bin/bash", "-c", command])
        #expect(
            output.status == status, "\(command)\n\(output.out)\n\(output.err)", sourceLocation: sourceLocation)
        return output
    }

    /// Waits, at most 30 seconds, until that many lines of the journal match the extended regular expression.
    func journal(shows pattern: String, times: Int = 1, sourceLocation: SourceLocation = #_sourceLocation) async throws
    {
        try await run(
            "test $(grep -m\(times) -cE '\(pattern)' <(exec timeout 30 journalctl -f --no-tail -o cat)) = \(times)",
            sourceLocation: sourceLocation)
    }

    /// Writes a file inside.
    func write(_ text: String, to path: String) async throws {
        let encoded = Data(text.utf8).base64EncodedString()
        try await run("mkdir -p $(dirname \(path)) && echo \(encoded) | base64 -d > \(path)")
    }

    /// Copies a file or folder of the checkout inside.
    func copy(_ part: String, to path: String) async throws {
        try await call("cp", name, Self.root + "/" + part, path)
    }

    private func install() async throws {
        // The checkout may lie where the sandbox has a folder of its own, such as /tmp.
        for part in [".ci", "systemd", "Config", "Documentation"] {
            try await copy(part, to: "/opt/fw/" + part)
        }
        try await call("cp", name, Program.path, "/opt/fw/feedwatch")
        try await run("/opt/fw/.ci/install '' /usr /opt/fw/feedwatch")
        try await write("feeds:\n  - {url: \"file:news.xml\", backlog: all}\n", to: "/etc/feedwatch/feeds.yaml")
        try await write(SampleFeed(name: "outlet", items: 6).xml, to: "/etc/feedwatch/news.xml")
        try await run("rm -f /etc/feedwatch/topics/*.yaml")
        try await write(Site.usChina["us-china"] ?? "", to: "/etc/feedwatch/topics/us-china.yaml")
    }

    private func call(_ arguments: String...) async throws {
        let output = try await script(arguments)
        #expect(output.status == 0, "\(arguments): \(output.out)\(output.err)")
    }

    private func script(_ arguments: [String]) async throws -> Program.Output {
        try await RunningProgram(Self.script, arguments, input: "", environment: [:]).finish()
    }
}
