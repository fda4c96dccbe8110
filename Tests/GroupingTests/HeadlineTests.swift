// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Grouping

struct HeadlineTests {
    private static let old = "Foreign ministers of both countries meet in Beijing for talks"

    @Test(
        arguments: [
            ("", nil), (".", nil),
            ("Foreign Ministers of both countries meet in Beijing, for talks", nil),
            ("Foreign ministers of both countries meet in Bejing for talks", .minor),
            ("Foreign ministers of both contries meet in Beijign for talks", .minor),
            ("Foreign ministers of both countries meet in Beijing for trade talks", .minor),
            ("Foreign ministers of both countries leave Beijing without agreement", .material),
            ("Foreign ministers of 2 countries meet in Beijing for talks", .material),
            ("CORRECTED-Foreign ministers of both countries meet in Beijing for talks", .notice),
            ("Foreign ministers of both countries meet in Beijing for talks (corrected)", .notice),
            ("This story has been withdrawn", .notice), ("Zurückgezogen: Foreign ministers meet", .notice),
        ] as [(String, HeadlineChange?)])
    func `a headline is mended, changed or taken back`(new: String, change: HeadlineChange?) {
        let new = new.count < 2 ? Self.old + new : new
        #expect(HeadlineComparison.change(from: Self.old, to: new) == change)
    }

    @Test(
        arguments: [
            ("Quake kills 12 in the mountains", "Quake kills 30 in the mountains", .material),
            ("UPDATE 1-Nexalon builds plant", "UPDATE 2-Nexalon builds plant", nil),
            ("Nexalon builds plant", "UPDATE 1-Nexalon builds plant", nil),
            ("Markets fall in a correction", "Markets fall deeper in a correction", .minor),
            ("Market correction goes on for weeks", "Market correction: what goes on and for how long", .material),
            ("War is near", "Was is near", .minor), ("", "", nil), ("", "Two words", .material),
        ] as [(String, String, HeadlineChange?)])
    func `numbers count, versions of an agency do not`(old: String, new: String, change: HeadlineChange?) {
        #expect(HeadlineComparison.change(from: old, to: new) == change)
    }

    @Test(.timeLimit(.minutes(1))) func `a headline without end is judged by its beginning`() {
        func words(_ letter: String) -> String {
            (0..<100_000).map { String($0, radix: 26) + letter + "seventh" }.joined(separator: " ")
        }
        #expect(HeadlineComparison.change(from: words("x"), to: words("y")) != nil)
        let (one, other) = (String(repeating: "a", count: 500_000), String(repeating: "a", count: 500_001))
        #expect(!EditDistance.isSlip(Array(one.unicodeScalars), Array(other.unicodeScalars)))
    }

    @Test func `a slip is a letter or two of a long word`() {
        func isSlip(_ one: String, _ other: String) -> Bool {
            EditDistance.isSlip(Array(one.unicodeScalars), Array(other.unicodeScalars))
        }
        #expect(isSlip("minister", "minsiter") && isSlip("minister", "ministers") && isSlip("parliament", "parlamnet"))
        #expect(!isSlip("war", "was") && !isSlip("north", "south") && !isSlip("import", "export"))
    }
}
