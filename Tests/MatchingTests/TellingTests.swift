// SPDX-License-Identifier: Apache-2.0

import Matching
import Model
import TestSupport
import Testing

@Suite struct TellingTests {
    private func reasons(_ expression: String, _ entry: Entry) -> [Reason] {
        let topic = Topic(id: "t", threshold: 0.1, signals: [Topic.Signal(points: 1, expression: expression)])
        return TopicMatcher(topics: [topic]).match(entry, from: nil).first?.reasons(in: entry) ?? []
    }

    @Test func `a reason has the distinct texts found and some words around the first`() {
        let content =
            "one two three four five six seven Taipei's\nport was quiet as ships came and went all day long in Taipei"
        let reasons = reasons("Taipei", .sample(title: "x", summary: "", content: content))
        #expect(reasons.count == 1)
        #expect(reasons.first?.terms == ["Taipei"])
        #expect(reasons.first?.field == "summary")
        #expect(reasons.first?.snippet == "…three four five six seven Taipei's port was quiet as ships came…")
    }

    @Test func `a short text is told whole`() {
        let reasons = reasons("China NEAR US", .sample(title: "US and China agree", summary: ""))
        #expect(reasons.first?.terms == ["US and China"])
        #expect(reasons.first?.snippet == "US and China agree")
    }

    @Test func `a text without spaces is cut by characters`() {
        let title = String(repeating: "人", count: 200) + "中国" + String(repeating: "民", count: 200)
        let snippet = reasons("中国", .sample(title: title, summary: "")).first?.snippet ?? ""
        #expect(snippet.hasPrefix("…人") && snippet.hasSuffix("民…") && snippet.contains("中国"))
        #expect(snippet.unicodeScalars.count < 170)
    }

    @Test func `at most eight texts, control characters as blanks`() {
        let title = (1...12).map { "x\($0)\u{7}y" }.joined(separator: " ")
        let reasons = reasons("x* y", .sample(title: title, summary: ""))
        #expect(reasons.first?.terms.count == 8)
        #expect(reasons.first?.terms.first == "x1 y")
        #expect(reasons.first?.snippet.unicodeScalars.contains("\u{7}") == false)
    }

    @Test func `a line of matches is JSON in the order of the reference`() {
        let evidence = Evidence(
            signal: "\"中国\" | a\\b", weight: 1, strength: 0.7, points: 0.7, field: .summary,
            spans: [Span(field: .summary, start: 0, end: 2)])
        let line = MatchLine.json(id: "a\n\u{1}", matches: [Match(topic: "t", score: 0.7, evidence: [evidence])])
        let expected =
            #"{"id": "a\n\u0001", "matches": [{"topic": "t", "score": 0.7, "evidence": [{"signal": "\"中国\" | a\\b", "#
            + #""weight": 1.0, "strength": 0.7, "points": 0.7, "field": "summary", "spans": [["summary", 0, 2]]}]}]}"#
        #expect(line == expected)
        #expect(MatchLine.json(id: "x", matches: []) == #"{"id": "x", "matches": []}"#)
    }
}
