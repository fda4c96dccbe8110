// SPDX-License-Identifier: Apache-2.0

import Model
import TestSupport
import Testing

@testable import Storing

/// Two documents of one feed, one after the other: what does the second bring that is new?
struct IdentityTests {
    private func new(_ second: [Entry], after first: [Entry], homePage: String? = nil) async throws -> [String] {
        let fixture = try await StoreFixture()
        try await fixture.poll(first, homePage: homePage)
        return try await fixture.poll(second, homePage: homePage)
    }

    private let first = Entry.sample(id: "a", title: "One", url: "http://news.example/1")

    @Test func `an entry is known by its id alone`() async throws {
        let moved = Entry.sample(id: "a", title: "Renamed", url: "https://other.example/x", published: nil)
        #expect(try await new([moved], after: [first]) == [])
    }

    @Test func `ids that differ in case are different`() async throws {
        let other = Entry.sample(id: "A", title: "Two", url: "https://news.example/2")
        #expect(try await new([other], after: [first]) == ["Two"])
    }

    @Test func `a link that moves from http to https, with tracker and fragment, brings nothing new`() async throws {
        let moved = Entry.sample(
            id: nil, title: "New headline", url: "https://news.example/1?utm_source=rss", published: nil)
        #expect(try await new([moved], after: [first]) == [])
    }

    @Test(arguments: [
        ("https://news.example/1/", "http://news.example/1"), ("http://news.example/1", "https://news.example/1/#top"),
    ])
    func `a link that gains or loses a slash at its end brings nothing new`(before: String, after: String) async throws
    {
        let one = Entry.sample(id: "a", title: "One", url: before)
        let other = Entry.sample(id: nil, title: "New headline", url: after, published: nil)
        #expect(try await new([other], after: [one]) == [])
    }

    @Test func `ids that carry the time of the fetch bring nothing new`() async throws {
        let before = StoreFixture.entries(0..<20).map { entry in
            var entry = entry
            entry.id = "item-1714154711-\(entry.title)"
            return entry
        }
        let after = before.map { entry in
            var entry = entry
            entry.id = "item-1714156511-\(entry.title)"
            return entry
        }
        #expect(try await new(after, after: before) == [])
    }

    @Test func `a guid that counts the edits of one page brings nothing new, headline changed or not`() async throws {
        let before = Entry.sample(id: "https://bbc.example/1#0", title: "One", url: "https://bbc.example/1?at=rss")
        let after = Entry.sample(
            id: "https://bbc.example/1#1", title: "One, updated", url: "https://bbc.example/1?at=rss")
        #expect(try await new([after], after: [before]) == [])
    }

    @Test func `after a redesign title and date are enough`() async throws {
        let before = StoreFixture.entries(0..<20)
        let after = before.map { entry in
            var entry = entry
            entry.id = "urn:new:" + entry.title
            entry.url = "https://new.example/" + entry.title
            return entry
        }
        #expect(try await new(after, after: before) == [])
    }

    @Test func `entries without id, link and date are known by their words`() async throws {
        let one = Entry.sample(id: nil, title: "One", url: nil, published: nil)
        let two = Entry.sample(id: nil, title: "Two", url: nil, published: nil)
        #expect(try await new([one, two], after: [one]) == ["Two"])
    }

    @Test func `one link for all entries loses none`() async throws {
        let link = "https://news.example/live"
        func entry(_ number: Int) -> Entry {
            .sample(id: nil, title: "Headline \(number)", url: link, published: StoreFixture.start + .seconds(number))
        }
        let fixture = try await StoreFixture()
        #expect(try await fixture.poll((0..<5).map(entry)).count == 5)
        // What the first document showed still holds when later ones have a single entry.
        #expect(try await fixture.poll([entry(5)]) == ["Headline 5"])
        #expect(try await fixture.poll([entry(6)]) == ["Headline 6"])
        #expect(try await fixture.poll([entry(6), entry(5)]) == [])
    }

    @Test func `one id for all entries loses none`() async throws {
        let fixture = try await StoreFixture()
        let entries = StoreFixture.entries(0..<8).map { entry in
            var entry = entry
            entry.id = "guid"
            return entry
        }
        #expect(try await fixture.poll(Array(entries[..<5])).count == 5)
        #expect(try await fixture.poll(Array(entries[4...])).count == 3)
        #expect(try await fixture.poll(entries) == [])
    }

    @Test func `one id and one link for all entries loses none`() async throws {
        let entries = (0..<4).map {
            Entry.sample(id: "guid", title: "Headline \($0)", url: "https://n.example/a", published: nil)
        }
        let fixture = try await StoreFixture()
        #expect(try await fixture.poll(entries).count == 4)
        #expect(try await fixture.poll(entries) == [])
    }

    @Test func `a link to the home page identifies nothing`() async throws {
        func bulletin(_ number: Int) -> Entry {
            .sample(id: nil, title: "Bulletin \(number)", url: "http://news.example/latest/", published: nil)
        }
        let home = "https://news.example/latest"
        #expect(try await new([bulletin(2)], after: [bulletin(1)], homePage: home) == ["Bulletin 2"])
        #expect(try await new([bulletin(1)], after: [bulletin(1)], homePage: home) == [])
    }

    @Test func `a link to the front page of a site identifies nothing`() async throws {
        func item(_ number: Int) -> Entry {
            .sample(id: nil, title: "Item \(number)", url: "https://sponsor.example", published: nil)
        }
        #expect(try await new([item(2)], after: [item(1)]) == ["Item 2"])
    }

    @Test func `an hourly bulletin under one headline and link is new each hour`() async throws {
        func bulletin(_ hour: Int) -> Entry {
            .sample(
                id: "hour-\(hour)", title: "News summary", url: "https://n.example/summary",
                summary: "The news at \(hour).",
                published: StoreFixture.start + .seconds(hour * 3_600))
        }
        let fixture = try await StoreFixture()
        #expect(try await fixture.poll([bulletin(2), bulletin(1)]).count == 2)
        #expect(try await fixture.poll([bulletin(3), bulletin(2)]).count == 1)
        #expect(try await fixture.poll([bulletin(4)]).count == 1)
    }

    @Test func `an entry listed twice in one document is stored once`() async throws {
        var edited = first
        edited.title = "One, edited"
        let fixture = try await StoreFixture()
        #expect(try await fixture.poll([first, first, edited]) == ["One"])
        #expect(try fixture.number("SELECT count(*) FROM entry") == 1)
    }

    @Test func `two ids for one page with one headline are one entry, and both are remembered`() async throws {
        let fixture = try await StoreFixture()
        let again = Entry.sample(id: "b", title: "One", url: "https://news.example/1")
        #expect(try await fixture.poll([first, again]) == ["One"])
        let later = Entry.sample(id: "b", title: "Renamed", url: "https://news.example/other", published: nil)
        #expect(try await fixture.poll([later]) == [])
    }

    @Test func `warnings of one title and minute with ids and links of their own are all kept`() async throws {
        let warnings = (0..<3).map {
            Entry.sample(
                id: "w\($0)", title: "Yellow warning", url: "https://met.example/\($0)", summary: "Region \($0)")
        }
        #expect(try await new(warnings, after: [first]).count == 3)
    }

    @Test func `keys learnt later tell the entry by themselves`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll([first])
        try await fixture.poll([.sample(id: "b", title: "One", url: "https://news.example/1", published: nil)])
        #expect(
            try await fixture.poll([.sample(id: "b", title: "X", url: "https://x.example/1", published: nil)]) == [])
    }

    @Test func `items that swap places, vanish and come back bring nothing new`() async throws {
        let fixture = try await StoreFixture()
        let entries = StoreFixture.entries(0..<30)
        #expect(try await fixture.poll(entries).count == 30)
        #expect(try await fixture.poll(entries.reversed()) == [])
        #expect(try await fixture.poll(Array(entries[10...])) == [])
        #expect(try await fixture.poll(entries.shuffled()) == [])
    }

    @Test func `dates that are missing or lie in the future bring nothing new`() async throws {
        let later = StoreFixture.entries(0..<10).map { entry in
            var entry = entry
            entry.published = entry.title.hasSuffix("3") ? nil : StoreFixture.start + .seconds(400 * 86_400)
            return entry
        }
        #expect(try await new(later, after: StoreFixture.entries(0..<10)) == [])
    }

    @Test func `the same id in another feed is another entry`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll([first])
        #expect(try await fixture.poll([first], of: "https://other.example/feed") == ["One"])
    }

    @Test func `a document of more keys than one look-up holds is sorted whole`() async throws {
        #expect(try await new(StoreFixture.entries(0..<700), after: StoreFixture.entries(0..<699)) == ["Headline 699"])
    }
}
