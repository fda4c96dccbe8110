// SPDX-License-Identifier: Apache-2.0
// feedwatch.yaml: its sections, and the environment variables that override some of its keys.

import Yams

/// The settings of feedwatch.yaml; without any file, the defaults.
package struct MainSettings: Sendable, Hashable {
    package var store = StoreSettings()
    package var fetch = FetchSettings()
    package var stories = StorySettings()
    package var alerts = AlertSettings()
    package var retention = RetentionSettings()
    package var reload = ReloadSettings()

    package init() {}

    static let section = Section<MainSettings>([
        .section("store", \.store, StoreSettings.section, "Where everything that was read is kept."),
        .section("fetch", \.fetch, FetchSettings.section, "How feeds are polled, and the bounds of one transfer."),
        .section("stories", \.stories, StorySettings.section, "When two entries are one story."),
        .section("alerts", \.alerts, AlertSettings.section, "What is told, and where."),
        .section("retention", \.retention, RetentionSettings.section, "How long the store keeps entries."),
        .section("reload", \.reload, ReloadSettings.section, "How an edit of these files comes into force."),
        .later("dashboard"),
    ])
}

extension MainSettings {
    /// The settings of a main file. `nil` is an empty file, which is valid.
    static func read(_ node: Node?, _ reading: inout Reading) -> MainSettings {
        var settings = MainSettings()
        settings.store.path = defaultStorePath(reading)
        if let node {
            section.read(node, into: &settings, &reading)
            checkIntervals(settings.fetch, node, &reading)
            checkProxy(settings.fetch, node, &reading)
            checkPaths(settings, node, &reading)
        }
        return settings
    }

    /// systemd.exec(5): `$STATE_DIRECTORY` lists the directories of StateDirectory=, separated by colons.
    private static func defaultStorePath(_ reading: Reading) -> String {
        let directory = reading.environment["STATE_DIRECTORY"]?.split(separator: ":").first.map(String.init)
        return PathText.absolute(
            directory.map { $0 + "/feedwatch.db" } ?? StoreSettings().path, from: reading.directory)
    }

    /// Each output has a file of its own.
    private static func checkPaths(_ settings: MainSettings, _ node: Node, _ reading: inout Reading) {
        let (log, jsonl) = (settings.alerts.log, settings.alerts.jsonl)
        let alerts = node["alerts"]
        if let jsonl, jsonl == log || jsonl == settings.store.path {
            reading.error(
                "alerts.jsonl.path is the file of another output", "name another", at: alerts?["jsonl"] ?? node)
        }
        if let log, log == settings.store.path {
            reading.error("alerts.log.path is the store's file", "name another", at: alerts?["log"] ?? node)
        }
    }

    private static func checkProxy(_ fetch: FetchSettings, _ node: Node, _ reading: inout Reading) {
        let keys = node["fetch"]
        guard fetch.proxyCredentials != nil, keys?["proxy"] == nil else { return }
        reading.error(
            "fetch.proxy_auth without a proxy", "add fetch.proxy: URL", at: keys?["proxy_auth"] ?? node)
    }

    private static func checkIntervals(_ fetch: FetchSettings, _ node: Node, _ reading: inout Reading) {
        guard fetch.floor > fetch.cap else { return }
        let written = node["fetch"]?["floor"] ?? node["fetch"]?["cap"] ?? node
        let (floor, cap) = (DurationText.text(fetch.floor), DurationText.text(fetch.cap))
        reading.error("fetch.floor (\(floor)) is longer than fetch.cap (\(cap))", "exchange them", at: written)
    }

    /// `FEEDWATCH_STORE_PATH` and its like win over the file; an empty variable counts as not set.
    mutating func override(with environment: [String: String], directory: String) -> [Problem] {
        Self.section.settings.flatMap(\.overrides).flatMap { override -> [Problem] in
            let name = "FEEDWATCH_" + override.name
            guard let text = environment[name], !text.isEmpty else { return [] }
            var reading = Reading(file: "$" + name, directory: directory, environment: environment)
            reading.key = name
            override.read(Node(text, .implicit, .plain), &self, &reading)
            return reading.problems
        }
    }

    /// The names of the settings that differ, as they are written: `fetch.interval`.
    package static func changes(from old: MainSettings, to new: MainSettings) -> [String] {
        section.changes(from: old, to: new)
    }

    /// The names of the environment variables that are looked at.
    package static var environmentVariables: [String] {
        section.settings.flatMap(\.overrides).map { "FEEDWATCH_" + $0.name }
    }
}
