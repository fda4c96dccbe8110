// SPDX-License-Identifier: Apache-2.0

import Testing
import Wording

@Suite struct WordsTests {
    @Test(arguments: [
        ("U.S. and U.S.A. at 5 p.m.", ["us", "and", "usa", "at", "5", "pm"]),
        ("the U.S.Army", ["the", "u", "s", "army"]),
        ("Beijing's, Xi’s and the NATO's", ["beijing", "xi", "and", "the", "nato"]),
        ("it's’s 's", ["it", "s", "s"]),
        ("Café ÉLYSÉE", ["cafe", "elysee"]),
        ("Straße STRASSE ﬁne", ["strasse", "strasse", "fine"]),
        ("ΑΘΗΝΑΣ Αθήνας", ["αθηνασ", "αθηνασ"]),
        ("semi\u{AD}con\u{200B}ductor\u{200B} x", ["semiconductor", "x"]),
        ("Ｓｅｍｉ", ["semi"]),
        ("中国 and アメリカ", ["中", "国", "and", "ア", "メ", "リ", "カ"]),
        ("中's", ["中"]),
        ("ก่อน", ["ก่", "อ", "น"]),
        ("abcdefgh abcdefghi abcdefghabcdefgh", ["abcdefgh", "abcdefghi", "abcdefghabcdefgh"]),
        ("R&D 12:30 a_b", ["r", "d", "12", "30", "a", "b"]),
        ("", []), ("…—'’s", ["s"]), ("A", ["a"]), ("é", ["e"]),
    ])
    func `cuts and folds`(text: String, words: [String]) {
        #expect(Words.folded(text) == words)
    }

    @Test func `a Hangul syllable is one token of its jamo`() {
        #expect(Words.folded("한국") == ["\u{1112}\u{1161}\u{11AB}", "\u{1100}\u{116E}\u{11A8}"])
    }

    @Test func `marks of other scripts come in canonical order`() {
        // Bytes: strings that differ in the order of marks alone are equal to Swift.
        for text in ["\u{5D0}\u{5BC}\u{5B0}", "\u{5D0}\u{5B0}\u{5BC}", "\u{5D0}\u{5BC}\u{301}\u{5B0}"] {
            #expect(Words.tokens(in: text).map(\.folded) == [Array("\u{5D0}\u{5B0}\u{5BC}".utf8)])
        }
    }

    @Test func `a word is written without dots and invisible characters in form KC`() {
        let written = Words.tokens(in: "U.S. Ｘi\u{AD}n e\u{301}").map(\.text)
        #expect(written == ["US", "Xin", "é"])
    }

    @Test func `the densest texts fit the room made for them`() {
        #expect(Words.folded(String(repeating: "a ", count: 5_000) + "a").count == 5_001)
        #expect(Words.folded(String(repeating: "a中", count: 5_000)).count == 10_000)
        #expect(Words.folded(String(repeating: "한", count: 5_000)).allSatisfy { $0.utf8.count == 9 })
        let longest = Words.tokens(in: String(repeating: "\u{FDFA}", count: 5_000))
        #expect(longest.map(\.folded.count) == [5_000 * 33])
    }

    @Test func `a long text loses nothing`() {
        let words = (0..<3_000).map { "word\($0)" }
        #expect(Words.folded(words.joined(separator: " ")) == words)
    }
}
