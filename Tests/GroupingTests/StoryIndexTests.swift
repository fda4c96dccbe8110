// SPDX-License-Identifier: Apache-2.0

import Model
import TestSupport
import Testing

@testable import Grouping

struct StoryIndexTests {
    private let now = Timestamp(seconds: 1_714_154_711)

    private static let text = """
        The foreign ministers of the two countries met on Friday in Beijing for talks that lasted five hours and touched on \
        trade, the war in Ukraine, fentanyl and the disputed waters of the South China Sea, officials of both sides said. \
        No agreement was announced, but working groups shall meet again next month in Washington.
        """

    private func entry(
        _ title: String, _ summary: String = text, id: String? = nil, url: String? = nil, content: String = ""
    ) -> Entry {
        Entry(id: id, title: title, url: url, summary: summary, content: content)
    }

    /// The placement of `second` after `first`, which opens the story "1".
    private func place(
        _ second: Entry, from feed: String = "b", after first: Entry, hours: Int = 1
    ) -> StoryPlacement {
        var index = StoryIndex()
        #expect(index.place(first, feed: "a", at: now, proposedID: "1") == .opens)
        return index.place(second, feed: feed, at: now + .seconds(hours * 3_600), proposedID: "2")
    }

    private let title = "Foreign ministers meet in Beijing for five hours of talks"

    @Test func `a wire copy with an agency's name and a new first line is the same story`() {
        let copy = entry(title + " - Reuters", "BEIJING (Reuters) - " + Self.text + " Reporting by A. Writer.")
        #expect(place(copy, after: entry(title)) == .joins("1"))
    }

    @Test func `a wire copy is found whether its text is called summary or content`() {
        #expect(place(entry(title, "", content: Self.text), after: entry(title)) == .joins("1"))
        #expect(place(entry(title, Self.text, content: Self.text), after: entry(title)) == .joins("1"))
    }

    @Test func `after 72 hours the same text is news again`() {
        #expect(place(entry(title), after: entry(title), hours: 72) == .joins("1"))
        #expect(place(entry(title), after: entry(title), hours: 73) == .opens)
    }

    @Test func `the same page in another feed is the same story, the same front page is not`() {
        let first = entry(title, "Talks.", url: "https://news.example/talks?utm_source=rss")
        #expect(place(entry(title, "", url: "http://news.example/talks"), after: first) == .joins("1"))
        let front = entry("One thing happened here", "", url: "https://news.example/")
        #expect(place(entry("Another thing there", "", url: "https://news.example"), after: front) == .opens)
    }

    @Test func `different entries of one feed under one link stay apart`() {
        let first = entry("Ministers meet", "They met in the morning.", url: "https://a.example/live")
        let second = entry("Markets fall", "Shares lost two percent.", url: "https://a.example/live")
        #expect(place(second, from: "a", after: first) == .opens)
    }

    @Test func `different entries of one feed under one id stay apart`() {
        let second = entry("Markets fall", "Shares lost two percent in early trading.", id: "guid")
        #expect(place(second, from: "a", after: entry(title, id: "guid")) == .opens)
        #expect(place(entry(title, id: "guid"), from: "a", after: entry(title, id: "guid")) == .joins("1"))
    }

    @Test(arguments: [
        ("Live updates", "Live updates"), ("Morning briefing", "Morning briefing"),
        ("China news of the day", "China news of the day"), ("", ""),
    ])
    func `short headlines without a text stay apart`(first: String, second: String) {
        #expect(place(entry(second, ""), after: entry(first, "")) == .opens)
        #expect(place(entry(second, ""), from: "a", after: entry(first, "")) == .opens)
    }

    @Test func `a boilerplate summary does not make two stories one`() {
        let boilerplate = """
            Read the latest on this story and much more on our website, follow us on social media, subscribe to our daily \
            newsletter for the best of our reporting from around the world, delivered free to your inbox each morning.
            """
        #expect(
            place(
                entry("China bans exports of gallium", boilerplate),
                after: entry("US warships sail through strait", boilerplate)) == .opens)
        #expect(
            place(
                entry("China bans exports of gallium", boilerplate), from: "a",
                after: entry("US warships sail through strait", boilerplate)) == .opens)
    }

    @Test func `one template with other numbers is another event`() {
        func quake(_ magnitude: String, _ depth: String) -> Entry {
            entry(
                "Magnitude \(magnitude) earthquake strikes off the coast of Taiwan",
                "An earthquake of magnitude \(magnitude) struck off the coast of Taiwan at a depth of \(depth) kilometres, the "
                    + "weather bureau said. There were no immediate reports of damage or casualties and no tsunami warning."
            )
        }
        #expect(place(quake("5.1", "20"), from: "a", after: quake("4.7", "31")) == .opens)
        #expect(place(quake("5.1", "20"), after: quake("4.7", "31")) == .opens)
        #expect(place(quake("4.7", "31"), after: quake("4.7", "31")) == .joins("1"))
    }

    @Test func `what was remembered after a start is joined`() {
        var index = StoryIndex()
        index.remember(story: "old", feed: "a", at: now, entry: entry(title))
        #expect(index.place(entry(title), feed: "b", at: now, proposedID: "2") == .joins("old"))
    }

    @Test func `a placement that was not committed finds itself again`() {
        let same = entry(title, id: "x", url: "https://a.example/x")
        #expect(place(same, from: "a", after: same) == .joins("1"))
    }

    @Test func `memory is bounded, and the oldest are forgotten first`() {
        var index = StoryIndex(capacity: 50)
        for number in 0..<500 {
            let other = entry(
                "Number \(number) of \(number)", "Word\(number) other\(number) thing\(number)", id: "\(number)")
            _ = index.place(other, feed: "a", at: now, proposedID: "\(number)")
        }
        #expect(index.count == 50)
        _ = index.place(entry(title), feed: "a", at: now + .seconds(73 * 3_600), proposedID: "x")
        #expect(index.count == 1)
        #expect(
            index.size.stories == 1 && index.size.addresses == 0
                && index.size.words == Telling(entry(title), feed: "a", at: now).terms.count)
    }

    @Test func `the clock may step back`() {
        var index = StoryIndex()
        _ = index.place(entry(title), feed: "a", at: now, proposedID: "1")
        #expect(index.place(entry(title), feed: "b", at: now - .seconds(3_600), proposedID: "2") == .joins("1"))
        #expect(index.place(entry(title), feed: "c", at: now - .seconds(90 * 3_600), proposedID: "3") == .opens)
    }

    @Test func `the same arrivals give the same stories`() {
        func run() -> [StoryPlacement] {
            var index = StoryIndex()
            return (0..<200).map { number in
                let text = Self.text.split(separator: " ").enumerated()
                    .map { $0.offset % 7 == number % 7 ? "word\(number % 11)" : String($0.element) }.joined(
                        separator: " ")
                return index.place(
                    entry("Ministers meet, take \(number % 5)", text), feed: "f\(number % 9)", at: now,
                    proposedID: "\(number)")
            }
        }
        #expect(run() == run())
    }
}
