// SPDX-License-Identifier: Apache-2.0
// News of the corpus in a real store, as the daemon would have taken it in under the shipped topics.

import Configuring
import Foundation
import Model
import Storing
import TestSupport
import Wording

@testable import Watching

/// A store full of news.
struct StoredNews {
    let folder: TemporaryDirectory
    let rules: TopicRules
    let feeds: [Feed]
    let configuration: Configuration
    var path: String { folder.path("feedwatch.db") }

    static let shipped =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path + "/Config/topics"

    /// Every `step`th line of the stream of two months, and all labelled news.
    init(step: Int) async throws {
        folder = try TemporaryDirectory()
        let news = try Self.news(step: step)
        feeds = Set(news.map(\.feed)).sorted().enumerated().map { number, url in
            Feed(url: url, tags: number.isMultiple(of: 2) ? ["even"] : [], topics: number == 3 ? ["us-china"] : nil)
        }
        let topics = TopicFile.readDirectory(Self.shipped).topics
        configuration = Configuration(directory: folder.path, main: MainSettings(), feeds: feeds, topics: topics)
        rules = TopicRules(topics: topics, feeds: feeds)
        try await store(news)
    }

    private struct Line: Decodable {
        let title: String
        let summary: String?
        let description: String?
        let link: String?
        let published: String
        let feed: String?
        let source: String?
    }

    private typealias News = (feed: String, entry: Entry, at: Timestamp)

    private static func news(step: Int) throws -> [News] {
        let labelled = try lines("../topics/news-2023/entries.jsonl")
        let streamed = try ["2022-03", "2022-05"].flatMap { try lines("news-stream/\($0).jsonl") }
        let some = streamed.enumerated().filter { $0.offset.isMultiple(of: step) }.map(\.element)
        return try (labelled + some).map(news).sorted { ($0.at, $0.entry.title) < ($1.at, $1.entry.title) }
    }

    private static func lines(_ name: String) throws -> [Line] {
        try Corpus.bytes(name).split(separator: 0x0A).map { try JSONDecoder().decode(Line.self, from: Data($0)) }
    }

    private static func news(_ line: Line) throws -> News {
        let date = try Date(line.published.replacing(" ", with: "T"), strategy: .iso8601)
        let at = Timestamp(seconds: Int64(date.timeIntervalSince1970))
        let entry = Entry(
            id: line.link ?? line.title, title: Normalization.composed(line.title), url: line.link,
            summary: Normalization.composed(line.summary ?? line.description ?? ""), published: at)
        return (line.feed ?? line.source ?? "https://other.example/", entry, at)
    }

    /// An hour's entries of a feed are a refresh.
    private func store(_ news: [News]) async throws {
        let store = try Store.open(path: path, now: Timestamp(seconds: 0)).store
        let watch = Watch(configuration)
        let desk = StoryDesk(configuration)
        for hour in Dictionary(grouping: news, by: { $0.at.seconds / 3_600 }).sorted(by: { $0.key < $1.key }) {
            let at = Timestamp(seconds: hour.key * 3_600)
            for feed in Dictionary(grouping: hour.value, by: \.feed).sorted(by: { $0.key < $1.key }) {
                let sorted = try await store.sort(feed.value.map(\.entry), of: feed.key)
                let fresh = sorted.fresh.enumerated().map { number, keyed in
                    let furniture = Self.furniture(keyed.entry, number)
                    return FreshEntry(
                        entry: keyed, furniture: furniture,
                        drafts: watch.drafts(
                            for: keyed.entry, leavingOut: furniture, of: rules.feed(feed.key), titled: feed.key))
                }
                let refresh = Refresh(
                    feed: feed.key, state: PollState(), fresh: fresh, knownKeys: sorted.knownKeys, at: at)
                _ = try await store.commit(refresh, placing: desk.place)
            }
        }
        try await store.close()
    }

    /// Here and there the end of a summary is what its feed repeats.
    private static func furniture(_ entry: Entry, _ number: Int) -> Furniture {
        let bytes = Array(entry.summary.utf8)
        guard number.isMultiple(of: 4), bytes.count > 120, bytes.allSatisfy({ $0 < 0x80 }) else { return .none }
        return Furniture(summary: [60..<bytes.count])
    }
}
