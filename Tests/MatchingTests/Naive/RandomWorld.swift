// SPDX-License-Identifier: Apache-2.0
// Random topics and entries over few words, so that much of it meets, and over the texts that hurt: combining marks, joiners,
// soft hyphens, acronyms, possessives, scripts without spaces, full width.

import Foundation
import Model

/// A generator that gives the same world for the same seed (splitmix64).
struct RandomWorld: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    mutating func topic(_ id: String) -> Topic {
        let names = (0..<below(4)).map { "g\($0)" }
        var groups: [Topic.Group] = []
        for index in names.indices {
            let known = Array(names[..<index])
            groups.append(Topic.Group(name: names[index], items: (0..<below(3) + 1).map { _ in near(known, depth: 1) }))
        }
        return Topic(
            id: id, threshold: pick([0, 0.1, 0.3, 0.5, 1]), groups: groups.reversed(),
            signals: (0..<below(5) + 1).map { _ in
                Topic.Signal(points: pick([0.3, 0.5, 1, 2, -0.5]), expression: expression(names, depth: below(4)))
            },
            require: chance(0.2) ? [expression(names, depth: 1)] : [],
            exclude: chance(0.2) ? [expression(names, depth: 1)] : [],
            weights: chance(0.3) ? [pick(Field.allCases): pick([0, 0.2, 0.5, 1])] : [:],
            bodyCap: chance(0.3) ? pick([0.1, 0.5, 2]) : nil, minimumSignals: pick([0, 1, 1, 1, 2]))
    }

    mutating func entry(_ id: String) -> Entry {
        let hasMore = chance(0.5)
        return Entry(
            id: id, title: text(below(8)), url: hasMore ? "https://x.example/" + text(1) : nil,
            summary: text(pick([0, 0, below(30), 250])), content: text(pick([0, below(30), 250])),
            author: hasMore ? text(2) : "", categories: hasMore ? [text(1), text(2)] : [])
    }
}

extension RandomWorld {
    private mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }
    private mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }
    private mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

    private mutating func text(_ count: Int) -> String {
        let words = (0..<count).map { _ in pick(Self.words) + pick(Self.separators) }
        return words.joined().precomposedStringWithCanonicalMapping
    }

    private mutating func term() -> String {
        let phrase = (0..<pick([1, 1, 1, 2, 3])).map { _ in pick(Self.terms) }.joined(separator: " ")
        return chance(0.2) ? "\"\(phrase)\"" : phrase
    }

    private mutating func near(_ groups: [String], depth: Int) -> String {
        let share = Double.random(in: 0..<1, using: &self)
        if depth <= 0 || share < 0.45 { return !groups.isEmpty && chance(0.4) ? "@" + pick(groups) : term() }
        let left = near(groups, depth: depth - 1)
        let right = near(groups, depth: depth - 1)
        return share < 0.7 ? "(\(left) | \(right))" : "(\(left) NEAR\(pick(["", "/0", "/1", "/3", "/20"])) \(right))"
    }

    private mutating func expression(_ groups: [String], depth: Int) -> String {
        let share = Double.random(in: 0..<1, using: &self)
        if depth <= 0 || share < 0.4 { return near(groups, depth: depth) }
        let left = expression(groups, depth: depth - 1)
        if share < 0.65 { return "(\(left) AND \(pick(["", "", "NOT "]))\(expression(groups, depth: depth - 1)))" }
        if share < 0.8 { return "(\(left) | \(expression(groups, depth: depth - 1)))" }
        return "\(pick(Field.allCases).rawValue): (\(left))"
    }

    private static let words = [
        "China", "china", "CHINA", "US", "us", "U.S.", "u.s", "Us", "U.S.A.", "usa", "NATO", "Nato", "nato", "WHO",
        "who",
        "café", "CAFE", "cafe\u{301}", "Straße", "STRASSE", "semi", "Semi\u{AD}conductor", "semi\u{200B}con", "中国", "中",
        "美国", "미국", "미국과", "จีน", "ก่อน", "がん", "カ\u{3099}", "ｶﾞ", "ＵＳ", "Ｃｈｉｎａ", "Beijing's", "Beijing’s",
        "Beijingʼs", "12:30", "R&D", "trade-war", "ﬁne", "Αθήνα", "ΑΘΗΝΑΣ", "ς", "Китай", "\u{5D0}\u{5BC}\u{5B0}",
        "\u{5D0}\u{5B0}\u{5BC}", "न\u{93C}", "\u{301}", "a\u{301}\u{323}", "İ", "K", "①", "1", "a", "b", "x", "p.m.",
        "\u{200D}中", "क्षि", "عَرَبِيّ", "one", "two", "three", "'s", "Éa",
    ]
    private static let separators = [
        " ", " ", " ", " ", " ", " ", " ", ", ", ". ", "-", "", "\u{AD}", "\u{200B}", "\n", "'", ".", " — ", "\u{A0}",
    ]
    private static let terms = [
        "China", "US", "us", "U.S.", "USA", "NATO", "=NATO", "=Nato", "WHO", "=who", "café", "=café", "=caf*", "=cafe*",
        "Straße", "semi*", "semiconductor", "中国", "中*", "中", "美国", "미국", "จีน", "ก่อน", "がん", "ガ", "ＵＳ", "Chin*", "C*",
        "NA*", "NAT*", "US*", "=US*", "Beijing", "12:30", "R&D", "fine", "Αθήνα", "Китай", "\u{5D0}\u{5B0}\u{5BC}",
        "न\u{93C}", "1", "a", "x", "one", "one two", "two three", "one two three", "K", "pm", "=Éa", "عربي", "\u{301}",
    ]
}
