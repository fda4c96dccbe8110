// SPDX-License-Identifier: Apache-2.0

import Alerting
import Configuring
import Foundation
import Model
import Storing
import TestSupport
import Testing

@testable import Watching

/// Whatever an edit does to the shipped files, the watch goes on.
@Suite(.timeLimit(.minutes(10))) struct MutationTests {
    private static let shipped =
        URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path + "/Config/"

    /// One file feed in place of the feeds of the world, written as the shipped list is.
    private static let feeds = """
        # The feeds.
        feeds:
          - url: "file:sample-news.xml"
            title: Sample news
            backlog: all
            tags: [sample, asia]
            every: 30m

        """

    private static func files() throws -> [String: String] {
        var files = ["feeds.yaml": feeds]
        let topics = try FileManager.default.contentsOfDirectory(atPath: shipped + "topics").map { "topics/" + $0 }
        for name in topics + ["feedwatch.yaml", "sample-news.xml"] {
            files[name] = try String(contentsOfFile: shipped + name, encoding: .utf8)
        }
        return files
    }

    @Test func `of 300 edits none that check refuses is taken, none tells an old entry, and the line is right`()
        async throws
    {
        let files = try Self.files()
        let site = try await ReloadedSite(files)
        let feed = "file://\(site.config)/sample-news.xml"
        _ = try await site.polled(feed, since: site.time.now)
        let told = try site.reader().counts().alerts
        #expect(told > 10)
        var random = SeededRandom(seed: 7)
        let editable = files.keys.filter { $0.hasSuffix(".yaml") }.sorted()
        var tally = Tally()
        for number in 0..<300 {
            // The main file and the feed list are one file each beside many topics.
            let name =
                number % 3 == 0
                ? ["feedwatch.yaml", "feeds.yaml"][number / 3 % 2] : editable[random.next(below: editable.count)]
            let mutation = Mutation(of: files[name] ?? "", &random)
            try site.write(mutation.text, to: name)
            try await judge(mutation, of: name, site, feed, news: files["sample-news.xml"] ?? "", number, &tally)
            #expect(try site.reader().counts().alerts == told, "\(mutation.name)")
            try site.write(files[name] ?? "", to: name)
        }
        #expect(tally.taken > 20 && tally.refused > 100, "\(tally)")
        #expect(Double(tally.right) >= 0.95 * Double(tally.placed), "\(tally.right) of \(tally.placed): \(tally.wrong)")
        try await site.stop()
    }

    fileprivate struct Tally {
        var taken = 0
        var refused = 0
        /// Refused for a mistake within one line.
        var placed = 0
        var right = 0
        var wrong: [String] = []
    }

    private func judge(
        _ mutation: Mutation, of name: String, _ site: ReloadedSite, _ feed: String, news: String, _ number: Int,
        _ tally: inout Tally
    ) async throws {
        let before = await site.watcher.watch.configuration
        // The same entries in another document a few days later: where the edit is taken, they are read under its rules.
        site.time.pass(.seconds(10 * 86_400))
        try site.write(news + "<!-- \(number) -->", to: "sample-news.xml")
        let check = ReloadedSite.reader.read(at: site.config)
        let problems = await site.reload(.file)
        let running = await site.watcher.watch.configuration
        #expect(problems == check.problems)
        guard let wanted = check.configuration else {
            #expect((running == before) == true, "taken: \(mutation.name)")
            tally.refused += 1
            tally.place(mutation, problems.filter { $0.severity == .error && $0.file.hasSuffix(name) })
            return
        }
        #expect((running == wanted) == true, "not taken: \(mutation.name)")
        tally.taken += 1
        guard running.feeds.contains(where: { $0.url == feed }) else { return }
        _ = try await site.polled(feed, since: site.time.now)
    }
}

extension MutationTests.Tally {
    fileprivate mutating func place(_ mutation: Mutation, _ errors: [Problem]) {
        guard let lines = mutation.lines else { return }
        placed += 1
        if errors.contains(where: { lines.contains($0.line) || names(mutation, lines.lowerBound, $0) }) {
            right += 1
        } else {
            wrong.append("\(mutation.name): " + errors.map(\.description).joined(separator: " | "))
        }
    }

    /// A group that was renamed is missed where it is used: the advice there names it.
    private func names(_ mutation: Mutation, _ line: Int, _ error: Problem) -> Bool {
        let text = mutation.text.split(separator: "\n", omittingEmptySubsequences: false)[line - 1]
        guard error.advice.hasPrefix("did you mean @") else { return false }
        return text.contains(error.advice.dropFirst("did you mean @".count).dropLast())
    }
}
