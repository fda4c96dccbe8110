// SPDX-License-Identifier: Apache-2.0

import Querying
import Testing

@Suite struct QueryProblemTests {
    @Test(arguments: [
        ("", 1, "a term is missing"), ("china AND", 7, "behind AND"), ("AND china", 1, "before AND"),
        ("china NEAR/8", 7, "behind NEAR"), ("| china", 1, "before |"), ("china |", 7, "behind |"),
        ("(china AND us1", 1, "not closed"), ("china)", 6, "closes nothing"), ("()", 2, "a term is missing"),
        ("china and taiwan", 7, "and in small letters"), ("china near/5 taiwan", 7, "near/5 in small letters"),
        ("@chna AND taiwan", 1, "unknown group @chna"), ("中国 AND @other", 8, "unknown group @other"),
        ("titel: china", 1, "titel is no field"), ("china \"war", 7, "quote is not closed"),
        ("china @china", 7, "unexpected @china"), ("china NEAR/101 taiwan", 7, "at most 100"),
        ("(a1 AND b2) NEAR c3", 13, "NEAR joins"), ("NOT china", 1, "NOT stands only"),
        ("china NOT taiwan", 7, "NOT stands"),
        ("china AND &&", 11, "no letter or digit"), ("title:", 1, "a term is missing behind title"),
        ("title: ", 1, "a term is missing behind title"), ("title: AND x1", 1, "behind title:"),
    ])
    func `points at the token that is wrong`(text: String, column: Int, message: String) {
        let (queries, problems) = QuerySet.read(QuerySource(groups: [("china", ["China"])], signals: [text]))
        #expect(queries == nil)
        #expect(problems.count == 1)
        #expect(problems.first?.column == column)
        #expect(problems.first?.message.contains(message) == true, "\(problems)")
        #expect(problems.first?.place == .signal(0))
        #expect(problems.first?.advice.isEmpty == false)
    }

    @Test func `suggests the nearest group`() {
        let (_, problems) = QuerySet.read(QuerySource(groups: [("china", ["China"])], signals: ["@chna"]))
        #expect(problems.first?.advice == "did you mean @china?")
    }

    @Test func `tells every problem with its place`() {
        let source = QuerySource(
            groups: [("g", ["China", "a1 AND b2"])], signals: ["@h", "x1"], require: ["y2 AND"], exclude: ["(z3"])
        let (_, problems) = QuerySet.read(source)
        #expect(problems.map(\.place) == [.group(0, item: 1), .signal(0), .require(0), .exclude(0)])
    }

    @Test func `finds a circle of groups once`() {
        let groups = [("a1", ["China", "@b1"]), ("b1", ["@c1"]), ("c1", ["US", "Taiwan NEAR @a1"])]
        let (queries, problems) = QuerySet.read(QuerySource(groups: groups, signals: ["@a1"]))
        #expect(queries == nil)
        #expect(problems.map(\.place) == [.group(2, item: 1)])
        #expect(problems.first?.column == 13)
    }

    @Test func `deep parentheses are refused, not a crash`() {
        let text = String(repeating: "(", count: 100_000) + "x1"
        #expect(QuerySet.read(QuerySource(signals: [text])).problems.first?.column == 65)
    }

    @Test(arguments: [
        ("china AND", 3), ("china NEAR/101 taiwan", 8), ("@chna AND taiwan", 5), ("china and taiwan", 3),
        ("titel: china", 6), ("(china AND us1", 1), ("china AND \"&&\"", 4), ("china AND && &&", 5), ("china \"war", 1),
    ])
    func `tells how long the token is that is wrong`(text: String, length: Int) {
        let problems = QuerySet.read(QuerySource(groups: [("china", ["China"])], signals: [text])).problems
        #expect(problems.map(\.length) == [length])
    }

    @Test(arguments: [
        ("us", "common English word"), ("us*", "begins very many"), ("china | é", "single letters"),
        ("в", "single letters"), ("becom*", nil), ("中*", nil), ("=us*", nil), ("é ü", "single letters"),
    ])
    func `warns of terms too short to mean anything`(text: String, message: String?) {
        let problems = QuerySet.read(QuerySource(signals: [text])).problems
        #expect(problems.first?.message.contains(message ?? "") ?? (message == nil), "\(problems)")
        #expect(problems.count == (message == nil ? 0 : 1))
    }

    @Test(arguments: [
        ("us", "common English word"), ("china | WHO", "common English word"), ("R&D", "single letters"),
        ("title: summary: china", "never hold"), ("title: china AND NOT title: china", "never hold"),
    ])
    func `warns of what hardly means what it says`(text: String, message: String) {
        let (queries, problems) = QuerySet.read(QuerySource(signals: [text]))
        #expect(queries != nil)
        #expect(problems.count == 1)
        #expect(problems.first?.isWarning == true)
        #expect(problems.first?.message.contains(message) == true)
    }

    @Test func `warns that the content alone never vetoes`() {
        let (queries, problems) = QuerySet.read(
            QuerySource(signals: ["China"], exclude: ["title: x1", "content: recipe"]))
        #expect(queries != nil)
        #expect(problems.map(\.place) == [.exclude(1)])
    }

    @Test(arguments: ["US", "=WHO", "NATO", "R&D spending", "who*", "中", "china AND NOT china", "World Health"])
    func `does not warn of a sound term`(text: String) {
        #expect(QuerySet.read(QuerySource(signals: [text])).problems.isEmpty)
    }
}
