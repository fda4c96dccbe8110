// SPDX-License-Identifier: Apache-2.0

import Foundation
import Model
import TestSupport
import Testing

@testable import Alerting

@Suite(.timeLimit(.minutes(1)))
struct AtomSinkTests {
    private let folder: TemporaryDirectory
    private let outbox = TestOutbox()

    init() throws {
        folder = try TemporaryDirectory()
    }

    private var feed: String { folder.path("feeds/us-china.atom") }

    @Test func `alerts come newest first, as many as are wanted, and the file can be read by others`() async throws {
        try await outbox.add((1...70).map { "alert \($0)" }, for: "feeds")
        #expect(await flush(newest: 10).delivered == 70)
        let titles = try entries().map { $0.title }
        #expect(titles == (61...70).reversed().map { "alert \($0)" })
        var status = stat()
        #expect(stat(feed, &status) == 0 && status.st_mode & 0o777 == 0o644)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("feeds")) == ["us-china.atom"])
    }

    @Test(arguments: ["kill@after-send:1", "kill@after-mark:1", "kill@after-send:2"])
    func `a crash at any point neither loses nor repeats an alert`(fault: String) async throws {
        let all = (1...100).map { "alert \($0)" }
        try await TestOutbox(folder: folder.path).add(all, for: "feeds")
        await kill(at: fault, in: folder.path)
        #expect(await flushAll(in: folder.path).failures == [:])
        #expect(try entries().map { $0.title } == all.reversed())
    }

    @Test func `what a feed says is text, and the document is well-formed Atom`() async throws {
        let titles = [
            "</title><entry>\n<entry>\n&amp; \u{FFFE}<b>\"'\u{0}\u{1B}]0;x\u{7} ]]> 中", "</entry>", "\n</feed>\n",
        ]
        try await outbox.add(titles, for: "feeds")
        #expect(await flush().delivered == 3)
        try await outbox.add(["later"], for: "feeds")
        #expect(await flush().delivered == 1)
        let entries = try entries()
        #expect(
            entries.map(\.title) == [
                "later", "</feed>", "</entry>", "</title><entry> <entry> &amp; <b>\"' ]0;x ]]> 中",
            ])
        #expect(Set(entries.map(\.id)).count == 4)
        #expect(entries.allSatisfy { $0.id.hasPrefix("urn:feedwatch:alert:") && $0.link == "https://news.example/1" })
    }

    @Test(arguments: ["", "<feed/>\n", "somebody's diary"])
    func `a file that somebody else wrote is left alone`(text: String) async throws {
        try folder.write(text, to: "feeds/us-china.atom")
        try await outbox.add(["one"], for: "feeds")
        #expect(
            await flush().failures["feeds"]
                == "replace \(feed): feedwatch did not write it; name another directory or move that away")
        #expect(try String(contentsOfFile: feed, encoding: .utf8) == text)
    }

    @Test func `a directory that cannot be written is said, and nothing is lost`() async throws {
        try folder.write("", to: "feeds")
        try await outbox.add(["one"], for: "feeds")
        #expect(await flush().failures["feeds"]?.contains("Not a directory") == true)
        try FileManager.default.removeItem(atPath: folder.path("feeds"))
        #expect(await flush().delivered == 1)
        #expect(try entries().map(\.title) == ["one"])
    }

    private func kill(at fault: String, in folder: String) async {
        await #expect(processExitsWith: .signal(SIGKILL)) { [fault, folder] in
            setenv("FEEDWATCH_FAULT", fault, 1)
            _ = await flushAll(in: folder)
        }
    }

    private func flush(newest: Int = 100) async -> FlushSummary {
        let sink = AtomSink(name: "feeds", directory: folder.path("feeds"), newest: newest)
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: [sink])
        return await dispatcher.flushOnce()
    }

    /// As a reader of ours sees it: Python's XML parser, which refuses what is not well-formed.
    private func entries() throws -> [(id: String, title: String, link: String)] {
        let script = """
            import json, sys, xml.etree.ElementTree as E
            a = "{http://www.w3.org/2005/Atom}"
            feed = E.parse(sys.argv[1]).getroot()
            assert feed.tag == a + "feed" and feed.find(a + "id").text and feed.find(a + "updated").text
            print(json.dumps([[e.find(a + "id").text, e.find(a + "title").text, e.find(a + "link").get("href"),
                               e.find(a + "updated").text] for e in feed.findall(a + "entry")]))
            """
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", script, feed]
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let rows = try #require(JSONSerialization.jsonObject(with: data) as? [[String]])
        return rows.map { ($0[0], $0[1], $0[2]) }
    }
}

private func flushAll(in folder: String) async -> FlushSummary {
    let sink = AtomSink(name: "feeds", directory: folder + "/feeds", newest: 1_000)
    return await AlertDispatcher(outbox: TestOutbox(folder: folder), sinks: [sink]).flushOnce()
}
