// SPDX-License-Identifier: Apache-2.0
// A configuration of its own in a temporary folder, for the program under test.

import Foundation
import TestSupport

/// A configuration directory with a store and logs beside it.
struct Site {
    let directory: TemporaryDirectory

    var config: String { directory.path("config") }
    var store: String { directory.path("state/feedwatch.db") }

    /// `feeds` are URLs on loopback, each allowed a private address; `settings` further lines of the main file; `topics`
    /// the texts of topic files by their names without `.yaml`.
    init(feeds: [String], settings: String = "", topics: [String: String] = Site.usChina) throws {
        directory = try TemporaryDirectory()
        try directory.write(
            """
            store: {path: ../state/feedwatch.db}
            fetch: {host_gap: 0s, per_host: 100, concurrency: 100}
            stories: {window: 0h}
            alerts:
              backlog: all
              journal: false
              log: {path: ../logs/alerts.log}
              jsonl: {path: ../logs/alerts.jsonl}
            \(settings)
            """, to: "config/feedwatch.yaml")
        try list(feeds)
        for (id, text) in topics { try directory.write(text, to: "config/topics/\(id).yaml") }
    }

    static let usChina = [
        "us-china": """
        name: US–China relations
        threshold: 0.8
        groups:
          us: [US, United States, Washington, White House, Blinken, American]
          china: [China, Chinese, Beijing, Xi Jinping, PRC]
        signals:
          - +1.0 @china NEAR/8 @us
          - +0.6 fentanyl AND @china
          - -0.8 restaurant | volleyball

        """
    ]

    func list(_ feeds: [String]) throws {
        let items = feeds.map { "  - {url: \"\($0)\", allow_private: true}" }.joined(separator: "\n")
        try directory.write(feeds.isEmpty ? "feeds: []\n" : "feeds:\n\(items)\n", to: "config/feeds.yaml")
    }

    func runOnce(environment: [String: String] = [:]) async throws -> Program.Output {
        try await Program.run(["run", "--once", "--config", config], environment: environment)
    }

    func start(environment: [String: String] = [:]) throws -> RunningProgram {
        try Program.start(["run", "--log-level", "debug", "--config", config], environment: environment)
    }

    /// The lines of `alerts.log`; none where there is no file.
    func logLines() -> [String] { directory.lines("logs/alerts.log") }

    /// The ids in `alerts.jsonl`, in order.
    func jsonIDs() throws -> [String] {
        try directory.lines("logs/alerts.jsonl").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: any Sendable]
            return object?["alert_id"] as? String ?? ""
        }
    }

    /// The ids that end the lines of `alerts.log`, in order.
    func logIDs() -> [String] {
        logLines().map { String($0.split(separator: "#").last ?? "") }
    }
}
