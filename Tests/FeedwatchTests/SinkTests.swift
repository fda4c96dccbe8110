// SPDX-License-Identifier: Apache-2.0
// The sinks of `alerts.sinks`, from the configuration to somebody who listens.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct SinkTests {
    private func site(_ server: MessageServer, feeds: [String] = []) throws -> Site {
        let site = try Site(
            feeds: feeds,
            settings: """
                  sinks:
                    phone: {kind: ntfy, server: "\(server.url())", topic: news, allow_private: true}
                    hook: {kind: webhook, url: "\(server.url("/hook"))", allow_private: true}
                    lost: {kind: webhook, url: "\(server.url("/lost"))", allow_private: true}
                    reader: {kind: atom, directory: ../feeds}
                """)
        return site
    }

    @Test func `sink test sends an alert that says that it is a test, and says what became of it`() async throws {
        let server = try await MessageServer.start { message, _ in
            .init(message.path == "/lost" ? 404 : 200, body: "nobody here")
        }
        let site = try site(server)
        let test = ["sink", "test", "--config", site.config]
        let phone = try await Program.run(test + ["phone"])
        #expect(phone.status == 0 && phone.out.contains(/^phone: the test alert [0-9a-f]{16} arrived after \d+ ms\n$/))
        #expect(server.messages.first?.text.contains("\"title\":\"Test alert") == true)
        let lost = try await Program.run(test + ["lost"])
        #expect(lost.status == 1 && lost.out.isEmpty)
        #expect(
            lost.err.contains(
                "lost: send to \(server.url()): HTTP 404 (there is no such address; look at the sink's keys): nobody here"
            ))
        let unknown = try await Program.run(test + ["fone"])
        #expect(unknown.status == 1)
        #expect(unknown.err.contains("there is no sink 'fone'; on are: log, jsonl, phone, hook, lost, reader"))
        #expect(try await Program.run(test + ["log"]).status == 0)
        #expect(site.logLines().count == 1)
        #expect(try await Program.run(test).status == 2)
        await server.stop()
    }

    @Test func `a run tells every sink, and one that is down keeps its alerts for the next`() async throws {
        let isDown = Flag()
        let server = try await MessageServer.start { message, _ in
            .init(message.path == "/lost" && isDown.isSet ? 503 : 200)
        }
        let feeds = try await FeedServer.start()
        feeds.serve("/a.xml", .feed(SampleFeed(name: "a", items: 12).xml))
        let site = try site(server, feeds: [feeds.url("/a.xml")])
        let first = try await site.runOnce()
        let told = try site.jsonIDs()
        #expect(first.status == 0 && !told.isEmpty, "\(first.err)")
        #expect(server.messages.filter { $0.path == "/hook" }.compactMap { $0.fields["webhook-id"] } == told)
        #expect(server.messages.count { $0.path == "/lost" } == 1)
        let status = try await Program.run(["status", "--config", site.config])
        #expect(status.out.contains("HTTP 503"), "\(status.out)")

        isDown.clear()
        #expect(try await site.runOnce().status == 0)
        #expect(
            server.messages.filter { $0.path == "/lost" }.compactMap { $0.fields["webhook-id"] }.dropFirst()
                == told[...])
        let feed = try String(contentsOfFile: site.directory.path("feeds/us-china.atom"), encoding: .utf8)
        #expect(told.allSatisfy { feed.contains("<id>urn:feedwatch:alert:\($0)</id>") })
        await feeds.stop()
        await server.stop()
    }
}
