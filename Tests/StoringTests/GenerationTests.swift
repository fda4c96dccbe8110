// SPDX-License-Identifier: Apache-2.0

import GRDB
import Model
import Testing

@testable import Storing

/// What the store remembers of configurations.
@Suite struct GenerationTests {
    private func draft(
        _ files: [String: String], cause: Generation.Cause = .reload, problems: [String]? = nil, at second: Int64 = 0
    ) -> GenerationDraft {
        GenerationDraft(
            at: StoreFixture.start + .seconds(second), cause: cause,
            files: files.sorted { $0.key < $1.key }.map { GenerationFile(name: $0.key, bytes: Array($0.value.utf8)) },
            outcome: problems.map { .refused(problems: $0) } ?? .accepted(change: "feeds: +1 -0"))
    }

    @Test func `generations count up, the newest first, with their files`() async throws {
        let fixture = try await StoreFixture()
        #expect(try fixture.reader().generations(limit: 10).isEmpty)
        #expect(try fixture.reader().lastAcceptedGeneration() == nil)
        #expect(try await fixture.store.record(draft(["feeds.yaml": "a", "topics/x.yaml": "b"], cause: .start)) == 1)
        #expect(try await fixture.store.record(draft(["feeds.yaml": "a", "topics/x.yaml": "c"], at: 5)) == 2)
        let found = try fixture.reader().generations(limit: 10)
        #expect(found.map(\.number) == [2, 1] && found.map(\.cause) == [.reload, .start])
        #expect(found[0].at == StoreFixture.start + .seconds(5) && found[0].change == "feeds: +1 -0")
        #expect(try fixture.reader().files(ofGeneration: 1).map(\.text) == ["a", "b"])
        #expect(try fixture.reader().files(ofGeneration: 2).map(\.name) == ["feeds.yaml", "topics/x.yaml"])
        #expect(try await fixture.store.lastAcceptedFiles().map(\.text) == ["a", "c"])
    }

    @Test func `the same configuration once more is not remembered, and one that came back is`() async throws {
        let fixture = try await StoreFixture()
        #expect(try await fixture.store.record(draft(["a": "1"])) == 1)
        #expect(try await fixture.store.record(draft(["a": "1"], cause: .start, at: 9)) == nil)
        #expect(try await fixture.store.record(draft(["a": "2"])) == 2)
        #expect(try await fixture.store.record(draft(["a": "1"])) == 3)
    }

    @Test func `of a refused one the problems are kept and no file, and it is not the one in force`() async throws {
        let fixture = try await StoreFixture()
        _ = try await fixture.store.record(draft(["a": "good"]))
        let problems = (1...60).map { "a:\($0):1: error: no\nline" }
        #expect(try await fixture.store.record(draft(["a": "secret"], problems: problems)) == 2)
        let refused = try #require(try fixture.reader().generations(limit: 1).first)
        #expect(!refused.isAccepted && refused.problemCount == 60)
        #expect(refused.problems.count == GenerationDraft.problemLimit)
        #expect(refused.problems.first == "a:1:1: error: no line")
        #expect(try fixture.reader().files(ofGeneration: 2).isEmpty)
        #expect(try fixture.reader().lastAcceptedGeneration()?.number == 1)
        let secret = try await fixture.store.read("look") { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM config_text WHERE bytes = CAST('secret' AS BLOB)")
        }
        #expect(secret == 0)
    }

    @Test func `the newest fifty of each kind stay, and texts that nobody has any more go`() async throws {
        let fixture = try await StoreFixture()
        for number in 1...60 {
            _ = try await fixture.store.record(draft(["same": "s", "own": "\(number)"]))
            _ = try await fixture.store.record(draft(["own": "\(number)"], problems: ["no"]))
        }
        let found = try fixture.reader().generations(limit: 1_000)
        #expect(found.count == 100 && found.first?.number == 120 && found.last?.number == 21)
        let texts = try await fixture.store.read("count") { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM config_text")
        }
        #expect(texts == 51)
    }

    @Test func `texts are bounded, but the configuration in force stays`() async throws {
        let fixture = try await StoreFixture()
        for letter in ["a", "b", "c"] {
            _ = try await fixture.store.record(draft(["big": String(repeating: letter, count: 15 << 20)]))
        }
        #expect(try fixture.reader().generations(limit: 9).map(\.number) == [3, 2])
        _ = try await fixture.store.record(draft(["big": String(repeating: "d", count: 33 << 20)]))
        #expect(try fixture.reader().generations(limit: 9).map(\.number) == [4])
        #expect(try await fixture.store.lastAcceptedFiles().first?.bytes.count == 33 << 20)
    }
}
