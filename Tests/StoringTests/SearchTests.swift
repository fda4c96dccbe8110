// SPDX-License-Identifier: Apache-2.0

import Model
import Querying
import TestSupport
import Testing

@testable import Storing

struct SearchTests {
    private static let end = Timestamp(seconds: 253_402_300_799)

    private static let texts = [
        ("Blinken in Beijing", "The U.S. secretary of state met Xi Jinping."),
        ("Zürich protests", "Nothing to do with China."),
        ("美国对中国芯片出口管制", "新的出口管制。"),
        ("Export controls tightened", "Chip makers in Taiwan look on."),
    ]

    private func fixture() async throws -> StoreFixture {
        let fixture = try await StoreFixture()
        try await fixture.poll(
            Self.texts.enumerated().map { number, text in
                .sample(id: "\(number)", title: text.0, url: "https://news.example/\(number)", summary: text.1)
            })
        return fixture
    }

    private func pattern(_ query: String) throws -> SearchPattern {
        let (queries, problems) = QuerySet.read(QuerySource(signals: [query]))
        return SearchPattern(try #require(queries, "\(problems)"))
    }

    private func titles(_ query: String, in fixture: StoreFixture) throws -> [String] {
        try fixture.reader().candidates(for: pattern(query)).map(\.entry.title)
    }

    @Test(arguments: [
        ("blinken", [0]), ("zurich", [1]), ("US", [0]), ("中国", [2]), ("\"export controls\"", [3]),
        ("exp* control*", [3]), ("china | taiwan", [3, 1]), ("beijing NEAR/3 blinken", [0]),
        ("title: china", []), ("title: beijing", [0]), ("china AND NOT zurich", [1]), ("xi jinping AND beijing", [0]),
    ])
    func `what the index holds is found by its folded words`(query: String, expected: [Int]) async throws {
        let fixture = try await fixture()
        #expect(try await fixture.store.indexEntries() == 4)
        #expect(try titles(query, in: fixture) == expected.map { Self.texts[$0].0 })
    }

    @Test func `what the index does not hold yet is given whole, newest first`() async throws {
        let fixture = try await fixture()
        #expect(try titles("blinken", in: fixture).count == 4)
        #expect(try await fixture.store.indexEntries(limit: 2) == 2)
        #expect(try titles("blinken", in: fixture) == [3, 2, 0].map { Self.texts[$0].0 })
        #expect(try await fixture.store.indexEntries() == 2)
        #expect(try await fixture.store.indexEntries() == 0)
        #expect(try titles("blinken", in: fixture) == [Self.texts[0].0])
    }

    @Test func `a query of which the index knows nothing is answered by reading all`() async throws {
        let fixture = try await fixture()
        _ = try await fixture.store.indexEntries()
        #expect(try titles("url: news", in: fixture).count == 4)
        #expect(try titles("url: news | blinken", in: fixture).count == 4)
        #expect(try titles("url: news AND blinken", in: fixture) == [Self.texts[0].0])
    }

    @Test func `pages follow one another without gap and without repetition`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<50))
        _ = try await fixture.store.indexEntries(limit: 33)
        let reader = try fixture.reader()
        var rows: [Int64] = []
        while true {
            let page = try reader.candidates(for: pattern("headline"), before: rows.last, limit: 7)
            guard !page.isEmpty else { break }
            rows += page.map(\.row)
        }
        #expect(rows == (1...50).reversed())
    }

    @Test func `a removed entry leaves the index with it`() async throws {
        let fixture = try await StoreFixture()
        try await fixture.poll(StoreFixture.entries(0..<10))
        _ = try await fixture.store.indexEntries(limit: 5)
        while try await fixture.store.prune(entriesBefore: Self.end) > 0 {}
        _ = try await fixture.store.indexEntries()
        #expect(try fixture.number("SELECT count(*) FROM entry_fts WHERE entry_fts MATCH 'headline'") == 1)
        #expect(try titles("headline", in: fixture) == ["Headline 9"])
    }
}
