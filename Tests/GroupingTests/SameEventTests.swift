// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Grouping

/// One event told in other words, and what must stay apart though it sounds alike.
struct SameEventTests {
    private let now = Timestamp(seconds: 1_714_154_711)

    private let first = Entry(
        title: "Chipmaker Nexalon to build 4bn plant in Dresden",
        summary: """
            Nexalon said on Monday it would build a semiconductor plant in Dresden with subsidies from Berlin, a boost for \
            Europe's plans to make more chips at home. Chief executive Ilse Brandt said construction starts in spring.
            """)
    private let second = Entry(
        title: "Nexalon picks Dresden for new semiconductor factory",
        summary: """
            The chipmaker will get subsidies from the German government for the plant, chief executive Ilse Brandt told \
            reporters. Construction is due to start in spring.
            """)
    private let other = Entry(
        title: "Ministers in Berlin argue about the budget",
        summary:
            "The coalition failed on Monday to agree on a budget; subsidies for industry were among what was disputed.")

    private func placements(
        _ entries: [(entry: Entry, feed: String)], window: Duration = .seconds(48 * 3_600), hoursApart: Int = 1,
        leavingOut words: Set<UInt64> = []
    ) -> [StoryPlacement] {
        var index = StoryIndex(window: window)
        return entries.enumerated().map { number, told in
            index.place(
                told.entry, feed: told.feed, at: now + .seconds(number * hoursApart * 3_600), leavingOut: words,
                proposedID: "\(number)")
        }
    }

    @Test func `one event in other words is one story, another event is not`() {
        #expect(
            placements([(first, "a"), (other, "b"), (second, "c")]) == [.opens, .opens, .joins("0")])
    }

    @Test func `a window of 0h joins no texts in other words`() {
        #expect(placements([(first, "a"), (second, "b")], window: .zero) == [.opens, .opens])
    }

    @Test func `tellings further apart than the window are two stories`() {
        #expect(placements([(first, "a"), (second, "b")], hoursApart: 48) == [.opens, .joins("0")])
        #expect(placements([(first, "a"), (second, "b")], hoursApart: 49) == [.opens, .opens])
    }

    @Test func `a backlog seen in one moment is told apart by its dates`() {
        var old = first
        old.published = now - .seconds(30 * 86_400)
        var new = second
        new.published = now
        #expect(placements([(old, "a"), (new, "b")], hoursApart: 0) == [.opens, .opens])
        new.published = now + .seconds(30 * 86_400)
        #expect(placements([(first, "a"), (new, "b")], hoursApart: 0) == [.opens, .joins("0")])
    }

    @Test func `two entries of one feed are two stories, unless their texts are one`() {
        #expect(placements([(first, "a"), (second, "a")]) == [.opens, .opens])
        #expect(placements([(first, "a"), (second, "b"), (second, "b")]) == [.opens, .joins("0"), .joins("0")])
    }

    @Test func `what joined no story for its feed's sake can be joined by others`() {
        let placed = placements([(first, "a"), (second, "a"), (second, "b")])
        #expect(placed == [.opens, .opens, .joins("1")])
    }

    @Test func `the words by which a topic is found do not make a story`() {
        let topic = Topic(id: "t", signals: [Topic.Signal(points: 1, expression: "zyba AND (queko | xoto) NEAR vryma")])
        let words = TopicWords([topic]).words(of: ["t", "unknown"])
        let one = Entry(title: "Zyba queko xoto vryma yesterday", summary: "Rain fell on Zyba, queko and xoto, vryma.")
        let two = Entry(
            title: "Zyba queko xoto vryma again", summary: "Prices rose for zyba, queko, xoto and vryma yesterday.")
        #expect(placements([(one, "a"), (two, "b")]) == [.opens, .joins("0")])
        #expect(placements([(one, "a"), (two, "b")], leavingOut: words) == [.opens, .opens])
    }

    @Test func `words that the vocabulary knows as common weigh little`() {
        let one = Entry(
            title: "Officials said talks were held in Oslo", summary: "Officials said talks were held in Oslo today.")
        let two = Entry(
            title: "Officials said talks were off in Quito", summary: "Officials said talks were off in Quito today.")
        #expect(placements([(one, "a"), (two, "b")]) == [.opens, .joins("0")])
        var index = StoryIndex()
        var counter = WordCounter()
        for number in 0..<500 {
            counter.count(Entry(title: "officials said talks were held off in today word\(number)"))
        }
        index.use(counter.vocabulary)
        _ = index.place(one, feed: "a", at: now, proposedID: "0")
        #expect(index.place(two, feed: "b", at: now, proposedID: "1") == .opens)
    }
}
