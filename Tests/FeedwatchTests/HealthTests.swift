// SPDX-License-Identifier: Apache-2.0
// What a user sees of feeds that do badly: said once when it happens, and shown for as long as it lasts.

import Foundation
import TestServing
import Testing

@Suite(.timeLimit(.minutes(1))) struct HealthTests {
    /// A site whose feeds are served anew before each of three runs, and the errors of each run.
    private func polledThrice(_ server: FeedServer) async throws -> (site: Site, errors: [String]) {
        server.serve("/good.xml", .feed(SampleFeed(name: "good", items: 9).xml))
        server.serve("/moved.xml", .redirect(to: "/good.xml", status: 301))
        server.serve("/gone.xml", .init(status: 410))
        server.serve("/down.xml", .init(status: 500))
        server.serve("/page.xml", .page("<!doctype html><title>Shop</title>"))
        server.serve("/wall.xml", .page("<!doctype html><title>Just a moment...</title>"))
        let names = ["good", "moved", "gone", "down", "page", "wall", "gap"]
        let site = try Site(feeds: names.map { server.url("/\($0).xml") })
        var errors: [String] = []
        for run in 1...3 {
            server.serve("/gap.xml", .feed(SampleFeed(name: "gap", items: 20 * run).xml))
            errors.append(try await site.runOnce().err)
        }
        return (site, errors)
    }

    @Test func `each change is said once`() async throws {
        let server = try await FeedServer.start()
        let (_, errors) = try await polledThrice(server)
        let said = errors.map { $0.split(separator: "\n").map { $0.drop { $0 != " " }.dropFirst() } }
        #expect(
            said[0] == [
                "warning: feed \(server.url("/gone.xml")) is gone (410) and not polled any more; remove it from the feed list"
            ])
        #expect(said[1].count == 1 && said[1][0].contains("/gap.xml: hardly one of its 20 entries was known"))
        for words in [
            "/moved.xml moved for good; write \(server.url("/good.xml"))", "/down.xml failed 3 times in a row",
            "/page.xml gave a web page in place of the feed", "/wall.xml is behind a bot wall (Cloudflare)",
        ] {
            #expect(said[2].count { $0.contains(words) } == 1, "\(words): \(said[2])")
        }
        #expect(said[2].count == 4)
        await server.stop()
    }

    @Test func `status and the list show what is wrong and what to do`() async throws {
        let server = try await FeedServer.start()
        let (site, _) = try await polledThrice(server)
        let status = try await Program.run(["status", "--config", site.config])
        let list = try await Program.run(["feeds", "list", "--config", site.config])
        for (name, words) in [
            ("moved", "moved for good: write \(server.url("/good.xml")) in the feed list"),
            ("gone", "410 Gone: remove it from the feed list"),
            ("down", "HTTP 500 (the server has a fault) (3 times in a row)"),
            ("page", "a web page in place of the feed (3 times in a row)"),
            ("wall", "a bot wall Cloudflare in place of the feed (3 times in a row)"),
            ("gap", "hardly an entry of its last document was known (2 times so far): some may have been missed"),
        ] {
            let url = server.url("/\(name).xml")
            #expect(status.out.contains("\(url): \(words)\n"), "\(name): \(status.out)")
            #expect(list.out.contains("\(url)  \(words)\n"), "\(name): \(list.out)")
        }
        #expect(status.out.contains("feeds     3 ok, 3 failing, 1 gone\n"))
        #expect(list.out.split(separator: "\n").count { $0.hasPrefix("gone     never ") } == 1)

        let json = try await Program.run(["feeds", "list", "--config", site.config, "--format", "json"]).objects()
        #expect(json.map { $0["web_page"] as? String } == [nil, nil, nil, nil, "web page", "bot wall Cloudflare", nil])
        #expect(json[1]["address"] as? String == server.url("/good.xml"))
        let rhythm = json[6]["rhythm"] as? [String: any Sendable]
        #expect(rhythm?["possible_gaps"] as? Int == 2 && rhythm?["overflowing"] as? Bool == true)
        let whole = try await Program.run(["status", "--config", site.config, "--format", "json"]).objects()
        #expect(
            (whole[0]["notable"] as? [any Sendable])?.count == 2 && (whole[0]["failing"] as? [any Sendable])?.count == 4
        )
        await server.stop()
    }
}
