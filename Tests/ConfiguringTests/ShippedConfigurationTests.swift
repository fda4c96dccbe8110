// SPDX-License-Identifier: Apache-2.0
// The files in Config/ are read by every new user: they must be right, and as complete as they say.

import Foundation
import Model
import Testing

@testable import Configuring

@Suite struct ShippedConfigurationTests {
    private static let directory =
        URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path + "/Config"

    private func read(_ path: String) -> (configuration: Configuration?, problems: [Problem]) {
        ConfigurationReader(environment: [:], readOPML: { _ in [] }).read(at: path)
    }

    @Test func `the checkout's configuration has no problem and keeps its data beside it`() throws {
        let (configuration, problems) = read(Self.directory)
        #expect(problems == [])
        let read = try #require(configuration)
        #expect(read.store.path == Self.directory + "/../.state/feedwatch.db")
        #expect(read.alerts.log == Self.directory + "/../Logs/alerts.log")
        #expect(read.alerts.jsonl == Self.directory + "/../Logs/alerts.jsonl")
        #expect(read.feeds.first?.url == "file://" + Self.directory + "/sample-news.xml")
        #expect(read.feeds.first?.backlog == .all)
        #expect(read.feeds.count > 20)
    }

    @Test func `the installed main file has no problem and names the service's directories`() throws {
        let (configuration, problems) = read(Self.directory + "/installed/feedwatch.yaml")
        #expect(problems == [])
        #expect(configuration?.store.path == "/var/lib/feedwatch/feedwatch.db")
        #expect(configuration?.alerts.log == "/var/log/feedwatch/alerts.log")
        #expect(configuration?.alerts.jsonl == "/var/log/feedwatch/alerts.jsonl")
    }

    @Test(arguments: ["feedwatch.yaml", "installed/feedwatch.yaml"])
    func `every key stands in the main file, with its default where it is a comment`(name: String) throws {
        let text = try String(contentsOfFile: Self.directory + "/" + name, encoding: .utf8)
        for setting in FetchSettings.section.settings {
            #expect(text.contains("  \(setting.key): ") || text.contains("  # \(setting.key): "), "\(setting.key)")
        }
        let uncommented = text.replacing(/\n  # (floor|cap|per|host|conc|conn|time|low|max)/) { "\n  " + $0.output.1 }
        var reading = Reading(file: name)
        let node = YAMLDocument.read(uncommented, &reading)
        let settings = MainSettings.read(node, &reading)
        #expect(reading.problems == [])
        #expect(settings.fetch == FetchSettings())
        #expect(settings.stories == StorySettings())
        #expect(settings.alerts.backlog == AlertSettings().backlog)
        #expect(settings.retention.entries == RetentionSettings().entries)
    }

    @Test func `every key of a feed is explained in feeds yaml`() throws {
        let text = try String(contentsOfFile: Self.directory + "/feeds.yaml", encoding: .utf8)
        for setting in FeedSettings.section.settings {
            #expect(text.contains("#   \(setting.key) "), "\(setting.key)")
        }
    }
}
