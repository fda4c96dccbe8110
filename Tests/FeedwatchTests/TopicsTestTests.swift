// SPDX-License-Identifier: Apache-2.0
// `topics test`: a topic tried on whatever a writer has at hand.

import Foundation
import TestServing
import TestSupport
import Testing

@Suite struct TopicsTestTests {
    private func site() throws -> Site { try Site(feeds: []) }

    private func test(_ site: Site, _ arguments: [String], input: String = "", environment: [String: String] = [:])
        async throws -> Program.Output
    {
        try await Program.run(
            ["topics", "test"] + arguments + ["--config", site.config], input: input, environment: environment)
    }

    @Test func `a text tells the sum, the words found in context, and for a miss what lacked`() async throws {
        let output = try await test(
            try site(), ["us-china", "-"], input: "Blinken lands in Beijing\nA restaurant opened there.\n")
        #expect(output.status == 0, "\(output.err)")
        #expect(
            output.out == """
                Blinken lands in Beijing
                us-china does not match: 0.44 of 0.80 (title and lead 0.44, content 0.00 of at most 0.60)
                  +1.00  title     @china NEAR/8 @us
                         [Blinken lands in Beijing]
                  -0.56  summary   restaurant | volleyball
                         A [restaurant] opened there.
                  0.36 below the threshold
                  nearest: +0.60 fentanyl AND @china: no fentanyl

                """)
    }

    @Test func `a feed, a page, JSON Lines and a gzipped feed are told apart`() async throws {
        let site = try site()
        let feed = try site.directory.write(SampleFeed(name: "outlet", items: 3).xml, to: "feed.xml")
        let page = try site.directory.write(
            "<html><head><title>Xi meets Blinken &amp; co</title><script>volleyball</script></head><p>Talks</p>",
            to: "page.html")
        let lines = try site.directory.write(
            "{\"title\":\"Beijing and Washington\"}\n\n{\"id\":\"2\",\"title\":\"x\",\"summary\":\"y\"}\n",
            to: "e.jsonl")
        #expect(try await test(site, ["us-china", feed]).out.hasSuffix("us-china matches 1 of 3 entries of \(feed)\n"))
        #expect(
            try await test(site, ["us-china", page]).out.hasPrefix(
                "Xi meets Blinken & co\nus-china does not match: 0.00"))
        #expect(
            try await test(site, ["us-china", lines]).out.hasSuffix("us-china matches 1 of 2 entries of \(lines)\n"))
    }

    @Test func `what is none of these is refused, with the line where there is one`() async throws {
        let site = try site()
        let binary = site.directory.path("binary")
        try Data((0..<4_096).map { UInt8(truncatingIfNeeded: $0 * 7) }).write(to: URL(fileURLWithPath: binary))
        let refused = try await test(site, ["us-china", binary])
        #expect(refused.status == 1 && refused.err.contains("is neither a feed nor a page nor a text"))
        let lines = try await test(site, ["us-china", "-"], input: "{\"title\":\"a\"}\n{\"title\":3}\n")
        #expect(lines.status == 1 && lines.err.contains("standard input:2: not an entry"))
        #expect(try await test(site, ["us-china", site.config]).err.contains("it is a directory"))
        #expect(try await test(site, ["us-china", "/nonexistent"]).status == 1)
        let bytes = try await test(site, ["us-china", "-"], input: "")
        #expect(bytes.status == 0 && bytes.out.hasPrefix("(no title)"))
    }

    @Test func `a topic's own file can be tried, its faults are shown with a caret, those of others are not`()
        async throws
    {
        let site = try site()
        try site.directory.write("signals: [+1.0 x1 AND]\n", to: "config/topics/broken.yaml")
        let draft = try site.directory.write("signals: [+1.0 Beijing]\n", to: "draft.yaml")
        #expect(try await test(site, ["us-china", "-"], input: "Beijing").status == 0)
        #expect(try await test(site, [draft, "-"], input: "Beijing").out.contains("draft matches: 1.00 of 1.00"))
        let broken = try await test(site, ["broken", "-"], input: "x")
        #expect(broken.status == 3)
        #expect(
            broken.err.hasSuffix(
                "broken.yaml:1:19: error: a term is missing behind AND; write a term or remove it\n   1 | signals: [+1.0 x1 AND]\n     |                   ^~~\n"
            ), "\(broken.err)")
        let unknown = try await test(site, ["us-chna", "-"])
        #expect(unknown.status == 1 && unknown.err.contains("there are broken, us-china"))
    }

    @Test func `of many entries the matches are listed and the nearest told`() async throws {
        let site = try site()
        let lines = (1...30).map { "{\"title\":\"\($0 % 10 == 0 ? "Beijing and US" : "fentanyl") \($0)\"}" }
            .joined(separator: "\n")
        let output = try await test(site, ["us-china", "-", "--limit", "2"], input: lines)
        #expect(
            output.out.hasPrefix("Matches, strongest first:\n\n  1.00  Beijing and US 10\n  1.00  Beijing and US 20\n"))
        #expect(output.out.contains("… and 1 more (--limit 3 lists them all)"))
        #expect(output.out.contains("The matches nearest to the threshold:\n\nBeijing and US 30\n"))
        #expect(output.out.hasSuffix("us-china matches 3 of 30 entries of standard input\n"))
        let whole = try await test(site, ["us-china", "-", "--all"], input: lines)
        #expect(whole.out.split(separator: "\n").count { $0.hasPrefix("fentanyl ") } == 27)
    }

    @Test func `JSON has a line an entry, with what lacked`() async throws {
        let output = try await test(
            try site(), ["us-china", "-", "--format", "json"],
            input: "{\"id\":\"a\",\"title\":\"Blinken in Beijing\"}\n{\"id\":\"b\",\"title\":\"fentanyl\"}\n")
        let objects = try output.objects()
        #expect(objects.map { $0["id"] as? String } == ["a", "b"])
        #expect(objects.map { $0["matches"] as? Bool } == [true, false])
        #expect(objects[0]["nearest"] == nil)
        #expect((objects[1]["nearest"] as? [String: any Sendable])?["lacks"] as? [String] == ["no @china"])
    }

    @Test func `nothing in a text can act on the terminal`() async throws {
        let output = try await test(
            try site(), ["us-china", "-"],
            input: "{\"title\":\"Blinken\\u001b[31m in\\u202e Beijing\\u0007\\n\",\"summary\":\"\\u009b1m\"}\n")
        #expect(output.out.hasPrefix("Blinken\u{FFFD}[31m in\u{FFFD} Beijing\u{FFFD}"), "\(output.out)")
        #expect(output.out.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && !(0x7F..<0xA0 ~= $0.value) })
    }

    @Test func `a URL is fetched, also on a private network, and redirected only within it`() async throws {
        let server = try await FeedServer.start()
        server.serve("/f.xml", .feed(SampleFeed(name: "outlet", items: 3).xml))
        server.serve("/page", .page("<title>Beijing and the US</title>"))
        server.serve("/moved", .redirect(to: server.url("/page")))
        let site = try site()
        #expect(try await test(site, ["us-china", server.url("/f.xml")]).out.contains("matches 1 of 3 entries"))
        #expect(
            try await test(site, ["us-china", server.url("/moved")]).out.contains(
                "Beijing and the US\nus-china matches"))
        let missing = try await test(site, ["us-china", server.url("/none")])
        #expect(missing.status == 1 && missing.err.contains("HTTP 404"))
        #expect(try await test(site, ["us-china", "gopher://x.example/"]).err.contains("only http, https and file"))
        await server.stop()
    }

    @Test func `without an input the stored entries are tried, and where there are none it says what to type`()
        async throws
    {
        let server = try await FeedServer.start()
        server.serve("/f.xml", .feed(SampleFeed(name: "outlet", items: 6).xml))
        let site = try Site(feeds: [server.url("/f.xml")])
        let nothing = try await test(site, ["us-china"])
        #expect(nothing.status == 1 && nothing.err.contains("give a feed, page or text to try the topic on"))
        _ = try await site.runOnce()
        let output = try await test(site, ["us-china"])
        #expect(
            output.out.hasSuffix("us-china matches 2 of 6 entries of the store, of the last 7d\n"),
            "\(output.out)\(output.err)")
        await server.stop()
    }
}
