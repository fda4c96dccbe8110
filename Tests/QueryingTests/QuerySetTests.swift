// SPDX-License-Identifier: Apache-2.0

import Querying
import Testing

@Suite struct QuerySetTests {
    private func signal(_ text: String, groups: [(name: String, items: [String])] = []) -> Expression? {
        QuerySet.read(QuerySource(groups: groups, signals: [text])).queries?.signals.first
    }

    @Test func `binds phrases before | before NEAR before AND`() {
        let written = "spy balloon | weather balloon NEAR/4 shot down AND NOT potato"
        let meant = "((\"spy balloon\" | \"weather balloon\") NEAR/4 (\"shot down\")) AND NOT (potato)"
        #expect(signal(written) == signal(meant))
        guard case .and(let parts)? = signal(written), case .near(_, _, within: 4)? = parts.first else {
            Issue.record("no AND of NEAR")
            return
        }
        #expect(parts.count == 2)
    }

    @Test func `takes OR for | and NEAR for NEAR of ten`() {
        #expect(signal("a1 OR b2") == signal("a1 | b2"))
        #expect(signal("a1 NEAR b2") == signal("a1 NEAR/10 b2"))
    }

    @Test func `alternatives with AND or a field take the stronger side`() {
        guard case .either? = signal("(a1 AND b2) | c3"), case .either? = signal("title: a1 | c3") else {
            Issue.record("no either")
            return
        }
    }

    @Test func `cuts a term like a text and keeps its rules of case`() {
        guard case .phrase(let phrase)? = signal("U.S. NATO =Who semi*") else {
            Issue.record("no phrase")
            return
        }
        #expect(phrase.words.map(\.text) == ["US", "NATO", "Who", "semi"])
        #expect(phrase.words.map(\.rule) == [.exact, .capital, .exact, .folded])
        #expect(phrase.words.map(\.isPrefix) == [false, false, false, true])
    }

    @Test func `words with colons and slashes are text`() {
        #expect(signal("12:30") == signal("12 30"))
        #expect(signal("https://example.org/x") != nil)
        #expect(signal("ANDROID") != nil)
    }

    @Test func `groups may be used before they are written`() {
        let groups = [("all", ["@late", "x1 NEAR/3 y2"]), ("late", ["Taipei"])]
        let (queries, problems) = QuerySet.read(QuerySource(groups: groups, signals: ["@all"]))
        #expect(problems.isEmpty)
        #expect(queries?.signals == [.group(0)])
        guard case .any(let parts)? = queries?.groups.first else {
            Issue.record("no group")
            return
        }
        #expect(parts.first == .group(1))
    }
}
