// SPDX-License-Identifier: Apache-2.0

import Foundation
import Model
import Testing

@testable import Configuring

@Suite struct SettingsTests {
    @Test func `without any key the documented defaults hold`() throws {
        let folder = try ConfigurationFolder([:])
        let configuration = try #require(folder.read().configuration)
        #expect(configuration.directory == folder.path)
        #expect(configuration.store.path == folder.path("state/feedwatch.db"))
        #expect(configuration.fetch.interval == .seconds(1_800))
        #expect(configuration.fetch.hostGap == .seconds(1))
        #expect(configuration.stories.window == .seconds(172_800))
        #expect(configuration.alerts.backlog == .within(.seconds(86_400)))
        #expect(configuration.alerts.log == nil)
        #expect(configuration.alerts.journal == .auto)
        #expect(configuration.retention.entries == .seconds(7_776_000))
        #expect(configuration.feeds.isEmpty && configuration.topics.isEmpty)
    }

    @Test func `every key that others rely on is read`() throws {
        let folder = try ConfigurationFolder([
            "feedwatch.yaml": """
            store: {path: ../db/./feedwatch.db}
            fetch: {per_host: 64, concurrency: 128, host_gap: 0s, interval: 5m, max_body: 1MiB, ca_file: ca.pem}
            stories: {window: 0h}
            alerts: {backlog: all, journal: no, log: {path: /var/log/a.log}, jsonl: {path: out/a.jsonl}}
            retention: {entries: 30d, max_size: 10GiB}
            """
        ])
        let configuration = try #require(folder.read().configuration)
        #expect(configuration.store.path == folder.path("../db/feedwatch.db"))
        #expect(configuration.fetch.perHost == 64 && configuration.fetch.concurrency == 128)
        #expect(configuration.fetch.hostGap == .zero && configuration.fetch.interval == .seconds(300))
        #expect(configuration.fetch.maxBodyBytes == 1 << 20)
        #expect(configuration.fetch.caFile == folder.path("ca.pem"))
        #expect(configuration.stories.window == .zero)
        #expect(configuration.alerts.backlog == .all && configuration.alerts.journal == .off)
        #expect(configuration.alerts.log == "/var/log/a.log")
        #expect(configuration.alerts.jsonl == folder.path("out/a.jsonl"))
        #expect(configuration.retention.maxSizeBytes == 10 << 30)
    }

    @Test func `the environment wins over the file, an empty variable does not`() throws {
        let folder = try ConfigurationFolder(["feedwatch.yaml": "fetch: {interval: 1h}\nalerts: {log: {path: /a.log}}"])
        let configuration = try #require(
            folder.read([
                "FEEDWATCH_FETCH_INTERVAL": "10m", "FEEDWATCH_STORE_PATH": "/data/x.db",
                "FEEDWATCH_ALERTS_LOG_PATH": "",
                "FEEDWATCH_ALERTS_JSONL_PATH": "/data/a.jsonl", "FEEDWATCH_ALERTS_JOURNAL": "false",
            ]
            ).configuration)
        #expect(configuration.fetch.interval == .seconds(600))
        #expect(configuration.store.path == "/data/x.db")
        #expect(configuration.alerts.log == "/a.log")
        #expect(configuration.alerts.jsonl == "/data/a.jsonl")
        #expect(configuration.alerts.journal == .off)
    }

    @Test func `a faulty variable is named`() throws {
        let lines = try ConfigurationFolder([:]).lines(["FEEDWATCH_FETCH_INTERVAL": "10"])
        #expect(lines.count == 1)
        #expect(lines[0].hasPrefix("$FEEDWATCH_FETCH_INTERVAL:1:1: error: FEEDWATCH_FETCH_INTERVAL takes a duration"))
    }

    @Test func `the store's default place is systemd's state directory where there is one`() throws {
        let folder = try ConfigurationFolder([:])
        let path = folder.read(["STATE_DIRECTORY": "/var/lib/feedwatch:/var/lib/other"]).configuration?.store.path
        #expect(path == "/var/lib/feedwatch/feedwatch.db")
    }

    @Test func `the main file itself may be named, whatever its name`() throws {
        let folder = try ConfigurationFolder(["other.yaml": "fetch: {per_host: 7}", "feeds.yaml": "feeds: []"])
        let reader = ConfigurationReader(environment: [:], readOPML: { _ in [] })
        let (configuration, problems) = reader.read(at: folder.path("other.yaml"))
        #expect(problems == [])
        #expect(configuration?.fetch.perHost == 7)
        #expect(configuration?.directory == folder.path)
    }

    @Test func `the floor is not above the cap`() throws {
        let folder = try ConfigurationFolder(["feedwatch.yaml": "fetch:\n  cap: 1m\n  floor: 5m\n"])
        #expect(
            folder.lines() == [
                "feedwatch.yaml:3:10: error: fetch.floor (5m) is longer than fetch.cap (1m); exchange them"
            ])
    }

    @Test func `the configuration is looked for in the documented order`() throws {
        let home = try ConfigurationFolder(["feedwatch/feedwatch.yaml": ""])
        func resolve(_ option: String?, _ environment: [String: String]) -> String {
            ConfigurationLocation.resolve(option: option, environment: environment)
        }
        let all = ["FEEDWATCH_CONFIG": "/b", "XDG_CONFIG_HOME": home.path]
        #expect(resolve("/a", all) == "/a")
        #expect(resolve(nil, all) == "/b")
        #expect(resolve(nil, ["XDG_CONFIG_HOME": home.path]) == home.path("feedwatch"))
        #expect(resolve(nil, ["XDG_CONFIG_HOME": "/nowhere", "HOME": "/nowhere"]) == "/etc/feedwatch")
    }

    @Test(arguments: [
        ("intervall", "interval"), ("Per-Host", "per_host"), ("conncurency", "concurrency"),
        ("concurrency_", "concurrency"),
    ])
    func `the nearest known key is suggested`(word: String, key: String) {
        #expect(NearestWord.to(word, among: FetchSettings.section.settings.map(\.key)) == key)
    }

    @Test(arguments: ["x", "speed", "", "store"])
    func `nothing is suggested for what is not near`(word: String) {
        #expect(NearestWord.to(word, among: FetchSettings.section.settings.map(\.key)) == nil)
    }
}
