// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What is shipped works as shipped.
@Suite struct ShippedTests {
    /// Item of Config/sample-news.xml to the topics that must tell it. Items that are not named are traps.
    private static let expected = [
        "sample-01-blinken": ["ukraine-support", "us-china"], "sample-02-precursors": ["fentanyl", "us-china"],
        "sample-03-chip-controls": ["chips", "us-china"], "sample-04-strait": ["taiwan"],
        "sample-05-ligne-directe": ["us-china"], "sample-06-geneva": ["us-china"],
        "sample-07-soybeans": ["us-china"], "sample-08-air-defence": ["nato", "ukraine-support"],
        "sample-09-ai-act": ["ai-regulation"], "sample-10-gaza": ["gaza-truce"],
    ]

    @Test func `the sample feed alerts on its stories and on none of its traps`() async throws {
        let site = try Site(feeds: [], topics: [:])
        let topics = site.config + "/topics"
        try FileManager.default.copyItem(atPath: Sandbox.root + "/Config/topics", toPath: topics)
        try FileManager.default.copyItem(
            atPath: Sandbox.root + "/Config/sample-news.xml", toPath: site.config + "/sample-news.xml")
        try site.directory.write("feeds: [{url: \"file:sample-news.xml\", backlog: all}]\n", to: "config/feeds.yaml")
        let output = try await site.runOnce()
        #expect(output.out == "polled 1 ok 1 unchanged 0 failed 0 waiting 0 new 16 alerts 14\n")
        var told: [String: [String]] = [:]
        for line in site.directory.lines("logs/alerts.jsonl") {
            let alert = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: any Sendable]
            told[alert?["entry_id"] as? String ?? "", default: []].append(alert?["topic"] as? String ?? "")
        }
        #expect(told.mapValues { $0.sorted() } == Self.expected)
    }

    @Test func `install keeps what is the user's, leaves the sample out; uninstall takes the rest`() async throws {
        let directory = try TemporaryDirectory()
        let root = directory.path("root")
        try directory.write("# mine\n", to: "root/etc/feedwatch/feedwatch.yaml")
        let install = try await script("install", root)
        #expect(install.status == 0, "\(install.err)")
        #expect(directory.lines("root/etc/feedwatch/feedwatch.yaml") == ["# mine"])
        #expect(!directory.lines("root/etc/feedwatch/feeds.yaml").joined().contains("sample-news.xml\n"))
        #expect(directory.lines("root/etc/feedwatch/feeds.yaml").filter { $0.contains("file:sample") }.isEmpty)
        let check = try await RunningProgram(
            root + "/usr/bin/feedwatch", ["check", "--config", root + "/etc/feedwatch"], input: "", environment: [:]
        ).finish()
        #expect(check.status == 0, "\(check.err)")

        #expect(try await script("uninstall", root).status == 0)
        let left = FileManager.default.subpaths(atPath: root)?.filter { !$0.hasPrefix("etc/feedwatch") } ?? []
        #expect(left.allSatisfy { directory.isFolder("root/" + $0) }, "\(left)")
    }

    private func script(_ name: String, _ root: String) async throws -> Program.Output {
        let arguments = [root, "/usr"] + (name == "install" ? [Program.path] : [])
        return try await RunningProgram(Sandbox.root + "/.ci/" + name, arguments, input: "", environment: [:]).finish()
    }
}

extension TemporaryDirectory {
    fileprivate func isFolder(_ name: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path(name), isDirectory: &isFolder) && isFolder.boolValue
    }
}
