// SPDX-License-Identifier: Apache-2.0
// `run --record` and `replay` as a user types them.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite struct ReplayTests {
    private func replay(_ site: Site, _ arguments: String...) async throws -> Program.Output {
        try await Program.run(["replay", "--config", site.config, "--from"] + arguments)
    }

    private func text(_ site: Site, _ name: String) throws -> String {
        try String(contentsOfFile: site.directory.path(name), encoding: .utf8)
    }

    @Test func `a replay of what a run recorded tells what the run told, byte for byte`() async throws {
        let server = try await FeedServer.start()
        let site = try Site(feeds: [server.url("/f")])
        let record = site.directory.path("record")
        for items in [4, 4, 9] {
            server.serve("/f", .feed(SampleFeed(name: "outlet", items: items).xml))
            let run = try await Program.run(["run", "--once", "--record", record, "--config", site.config])
            #expect(run.status == 0, "\(run.err)")
        }
        let told = try text(site, "logs/alerts.jsonl")
        #expect(told.split(separator: "\n").count == 3)
        let output = try await replay(site, record)
        #expect(output.status == 0)
        #expect(output.out == told)
        #expect(output.err.contains("with 9 new entries: 3 alerts"), "\(output.err)")
        let fromStore = try await replay(site, site.store, "--out", site.directory.path("out.jsonl"))
        #expect(fromStore.status == 0, "\(fromStore.err)")
        #expect(try text(site, "out.jsonl") == told)
        #expect(fromStore.out.isEmpty)
        try site.list([])
        let without = try await replay(site, record)
        #expect(without.out.isEmpty)
        #expect(without.err.contains("left out: 3 of 1 feed not in this configuration"))
        await server.stop()
    }

    @Test func `two replays of thirty days on two fresh stores give the same bytes`() async throws {
        let month = Month()
        let site = try Site(feeds: month.feeds.map(\.url), settings: "", topics: Site.usChina)
        let main = try text(site, "config/feedwatch.yaml").replacing("window: 0h", with: "window: 48h")
        try site.directory.write(main, to: "config/feedwatch.yaml")
        try FileManager.default.createDirectory(
            atPath: site.directory.path("record"), withIntermediateDirectories: true)
        try Data(month.warc).write(to: URL(fileURLWithPath: site.directory.path("record/000001.warc.gz")))
        let first = try await replay(site, site.directory.path("record"), "--store", site.directory.path("a.db"))
        #expect(first.status == 0, "\(first.err)")
        let second = try await replay(site, site.directory.path("record"), "--store", site.directory.path("b.db"))
        #expect(first.out.utf8.elementsEqual(second.out.utf8))
        let alerts = try first.objects()
        #expect(alerts.count > 100, "\(first.err)")
        #expect(Set(alerts.compactMap { $0["alert_id"] as? String }).count == alerts.count)
        let times = alerts.compactMap { $0["seen"] as? String }
        #expect(times == times.sorted())
        #expect(times.first?.hasPrefix("2026-10-0") == true && times.last?.hasPrefix("2026-10-3") == true)
        let stored = try await replay(site, site.directory.path("a.db"))
        #expect(stored.out == first.out, "a store holds what its record held")
        let late = try await replay(
            site, site.directory.path("record"), "--since", "2026-10-15", "--until", "2026-10-20T12:00Z")
        let within = first.out.split(separator: "\n").filter { line in
            [
                "\"seen\":\"2026-10-15", "\"seen\":\"2026-10-16", "\"seen\":\"2026-10-17", "\"seen\":\"2026-10-18",
                "\"seen\":\"2026-10-19", "\"seen\":\"2026-10-20T0", "\"seen\":\"2026-10-20T10",
                "\"seen\":\"2026-10-20T11",
            ]
            .contains { line.contains($0) }
        }
        #expect(late.out.split(separator: "\n") == within)
    }

    @Test func `what cannot be replayed is said in words`() async throws {
        let site = try Site(feeds: [])
        let missing = try await replay(site, "/nonexistent")
        #expect(missing.status == 1 && missing.err.contains("no record and no store at /nonexistent"))
        let empty = try await replay(site, site.config)
        #expect(empty.status == 1 && empty.err.contains("nothing is recorded here"))
        let noStore = try await replay(site, site.config + "/feedwatch.yaml")
        #expect(noStore.status == 1, "\(noStore.err)")
        #expect(try await replay(site, site.config, "--since", "yesterday").status == 2)
    }
}

/// Thirty days of three feeds, written as WARC files are (https://iipc.github.io/warc-specifications/), by no code of the
/// program's.
private struct Month {
    let feeds = ["alpha", "beta", "gamma"].map { (name: $0, url: "https://\($0).example/feed.xml") }
    private static let day = 86_400
    private static let start = 1_790_812_800

    var warc: [UInt8] {
        var random = SeededRandom(seed: 20_261_001)
        var items: [String: [String]] = [:]
        var out: [UInt8] = []
        for hour in stride(from: 0, to: 30 * 24, by: 4) {
            let event = headline(hour, &random)
            for (place, feed) in feeds.enumerated() {
                let second = Self.start + hour * 3_600 + place * 17
                let own = headline(hour * 10 + place + 7, &random)
                for (number, title) in [(0, event), (1, own)] {
                    items[feed.name, default: []].insert(
                        item(feed.name, hour * 2 + number, title, at: second - 600, &random), at: 0)
                }
                out +=
                    record(of: feed.url, items[feed.name]?.prefix(12).joined(separator: "\n") ?? "", at: second).gzipped
            }
        }
        return out
    }

    private func headline(_ number: Int, _ random: inout SeededRandom) -> String {
        let subjects = [
            "China warns the US over", "Beijing answers Washington on", "A mayor opens", "Farmers await",
            "Xi Jinping meets Americans about",
        ]
        let objects = [
            "steel", "chips", "soy", "fentanyl", "islands", "visas", "satellites", "ports", "tea", "tariffs", "pandas",
            "rare earths",
        ]
        let places = ["Hainan", "Ohio", "Geneva", "Lima", "Kyoto", "Manila", "Perth", "Oslo"]
        return "\(subjects[random.next(below: subjects.count)]) \(objects[random.next(below: objects.count)]) in "
            + "\(places[random.next(below: places.count)]), round \(number)"
    }

    private func item(
        _ feed: String, _ number: Int, _ title: String, at second: Int, _ random: inout SeededRandom
    ) -> String {
        let words = (0..<30).map { _ in "w\(random.next(below: 900))" }.joined(separator: " ")
        return """
            <item><guid isPermaLink="false">\(feed)-\(number)</guid><title>\(title)</title><pubDate>\(date(second))</pubDate>\
            <link>https://\(feed).example/\(number)</link><description>\(title). \(words)</description></item>
            """
    }

    private func record(of feed: String, _ items: String, at second: Int) -> [UInt8] {
        let body = "<rss version=\"2.0\"><channel><title>Paper</title>\(items)</channel></rss>"
        let http = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n\(body)"
        return Array(
            """
            WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x:\(second)>\r\nWARC-Date: \(date(second))\r\n\
            WARC-Target-URI: \(feed)\r\nFeedwatch-Feed: \(feed)\r\nContent-Type: application/http;msgtype=response\r\n\
            Content-Length: \(http.utf8.count)\r\n\r\n\(http)\r\n\r\n
            """.utf8)
    }

    private func date(_ second: Int) -> String {
        Date(timeIntervalSince1970: TimeInterval(second)).formatted(.iso8601)
    }
}
