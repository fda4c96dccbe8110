// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Files that are edited while the daemon runs.
@Suite(.timeLimit(.minutes(2))) struct RetuningTests {
    private static func topic(_ name: String) -> String {
        "name: \(name)\nthreshold: 0.5\nsignals:\n  - +1.0 Beijing\n"
    }

    private func ask(_ site: Site, _ arguments: String...) async throws -> String {
        let output = try await Program.run(arguments + ["--config", site.config])
        #expect(output.status == 0, "\(output.err)")
        return output.out
    }

    @Test func `a saved file is taken or refused by itself, and the history tells all of it`() async throws {
        let site = try Site(feeds: [])
        let running = try site.start()
        await running.errors(contain: "watching 0 feeds")
        try site.directory.write(Self.topic("All"), to: "config/topics/all.yaml")
        await running.errors(contain: "topics: +all")
        // Saved as it was: nothing to say.
        try site.directory.write(Self.topic("All"), to: "config/topics/all.yaml")

        try site.directory.write("name: All\nsignals:\n  - +1.0 @nobody\n", to: "config/topics/all.yaml")
        await running.errors(contain: "configuration not reloaded, the old one stays")
        let refused = try await ask(site, "status")
        #expect(
            refused.contains("\nconfig    refused since 20") && refused.contains("number 2 stays in force; 1 problem: ")
        )
        #expect(refused.contains("topics/all.yaml:3:10: error: "), "\(refused)")
        #expect(try await ask(site, "config", "show", "3").contains("topics/all.yaml:3:10: error: "))

        try site.directory.write(Self.topic("Everything"), to: "config/topics/all.yaml")
        await running.errors(contain: "topics: ~all")
        #expect(try await ask(site, "status").contains("\nconfig    number 4, in force since 20"))

        let patch = try await ask(site, "config", "show", "2", "--diff", "4")
        #expect(
            patch.hasSuffix(
                "@@ -1,4 +1,4 @@\n-name: Everything\n+name: All\n threshold: 0.5\n signals:\n   - +1.0 Beijing\n"))
        let git = try RunningProgram("/usr/bin/git", ["-C", site.config, "apply"], input: patch, environment: [:])
        let applied = await git.finish()
        #expect(applied.status == 0, "\(applied.err)")
        #expect(site.directory.lines("config/topics/all.yaml").first == "name: All")
        #expect(try await ask(site, "reload") == "")
        running.signal(SIGTERM)
        #expect(await running.finish().status == 0)
        let history = try await ask(site, "config", "history").split(separator: "\n").map { $0.split(separator: " ") }
        #expect(history.prefix(4).map { $0[2] } == ["start", "file", "file", "file"])
        #expect(try await ask(site, "config", "show").contains("==> topics/all.yaml <==\nname: All\n"))
    }

    @Test func `where reload.watch is off, a saved file waits to be asked for`() async throws {
        let site = try Site(feeds: [], settings: "reload: {watch: false}")
        let running = try site.start()
        await running.errors(contain: "watching 0 feeds")
        try site.directory.write(Self.topic("All"), to: "config/topics/all.yaml")
        #expect(try await ask(site, "reload") == "")
        await running.errors(contain: "topics: +all")
        running.signal(SIGTERM)
        _ = await running.finish()
        #expect(try await ask(site, "config", "history").hasSuffix("Z  reload  topics: +all\n"))
    }

    @Test func `a feed that no daemon polled yet waits for the next start`() async throws {
        let site = try Site(feeds: ["http://127.0.0.1:9/feed.xml"])
        #expect(try await ask(site, "feeds", "list").hasPrefix("new      with the next start   0 "))
    }
}
