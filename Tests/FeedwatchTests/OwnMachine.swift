// SPDX-License-Identifier: Apache-2.0
// A mount namespace in which the program meets small disks that fill up and a journald that can be stopped. Needs root;
// not a file of the host changes.

import Foundation
import TestSupport
import Testing

/// A site whose store and logs are on disks of their own, beside a journald of its own (Tests/Service/journal.sh).
struct OwnMachine {
    let site: Site
    private let holder: RunningProgram

    static let isPossible =
        geteuid() == 0
        && ["/lib/systemd/systemd-journald", "/usr/bin/unshare", "/usr/bin/nsenter"].allSatisfy { (path: String) in
            access(path, X_OK) == 0
        }
    static let missing: Comment = "needs root, systemd-journald, unshare and nsenter"

    enum Disk: String { case state, logs }

    /// The records of the journal, and what `body` returned.
    static func with<Value>(
        _ site: Site, _ body: (OwnMachine) async throws -> Value
    ) async throws -> (value: Value, journal: [[String: any Sendable]]) {
        let machine = try await OwnMachine(site)
        let result: Result<Value, any Error>
        do { result = .success(try await body(machine)) } catch { result = .failure(error) }
        let journal = try await machine.end()
        return (try result.get(), journal)
    }

    private init(_ site: Site) async throws {
        self.site = site
        let script = """
            cd "$0" && mkdir -p state logs
            mount -t tmpfs -o size=96m tmpfs state && mount -t tmpfs -o size=2m tmpfs logs
            mkfifo end && echo ready >&2 && read -r _ < end
            """
        holder = try RunningProgram(
            Sandbox.root + "/Tests/Service/journal.sh",
            [site.directory.path("journal.json"), "/bin/sh", "-c", script, site.directory.path], input: "",
            environment: [:])
        await holder.errors(contain: "ready")
    }

    /// Ends what is left in the namespace and reads its journal.
    private func end() async throws -> [[String: any Sendable]] {
        try await shell("echo > end")
        let output = await holder.finish()
        #expect(output.status == 0, "\(output.err)")
        return try site.directory.lines("journal.json").compactMap { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: any Sendable]
        }
    }

    /// Starts the program inside; its process is the one that is returned.
    func start(_ arguments: [String], environment: [String: String] = [:]) throws -> RunningProgram {
        try inside([Program.path] + arguments + ["--config", site.config], environment: environment)
    }

    func run(_ arguments: [String]) async throws -> Program.Output {
        try await start(arguments).finish()
    }

    /// Runs a shell command inside, in the site's folder.
    @discardableResult
    func shell(_ command: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> String {
        let output = try await inside(["/bin/sh", "-c", "cd '\(site.directory.path)' && { \(command)\n}"]).finish()
        #expect(output.status == 0, "\(command): \(output.err)", sourceLocation: sourceLocation)
        return output.out
    }

    /// Not a byte is left on the disk.
    func fill(_ disk: Disk) async throws {
        try await shell("cat /dev/zero > \(disk.rawValue)/filler 2> /dev/null || true")
    }

    func free(_ disk: Disk) async throws {
        try await shell("rm -f \(disk.rawValue)/filler")
    }

    /// What logrotate does with `create`.
    func rotate(_ number: Int) async throws {
        try await shell(
            """
            for log in alerts.log alerts.jsonl; do
            if [ -e logs/$log ]; then mv logs/$log logs/$log.\(number); install -m 640 /dev/null logs/$log; fi
            done
            """)
    }

    /// The lines of a log and of what it was before rotations.
    func lines(_ log: String) async throws -> [String] {
        try await shell("cat logs/\(log) logs/\(log).* 2> /dev/null || true").split(separator: "\n").map(String.init)
    }

    private func inside(_ command: [String], environment: [String: String] = [:]) throws -> RunningProgram {
        try RunningProgram(
            "/usr/bin/nsenter", ["--target", "\(holder.identifier)", "--mount", "--"] + command, input: "",
            environment: environment)
    }
}

extension [String] {
    /// The values of a key in lines of JSON.
    func values(of key: String) throws -> [String] {
        try map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: any Sendable]
            return object?[key] as? String ?? ""
        }
    }

    /// The ids that end lines of the alert log.
    var endingIDs: [String] { map { String($0.split(separator: "#").last ?? "") } }
}
