// SPDX-License-Identifier: Apache-2.0

import Testing
import Wording

@Suite struct NormalizationTests {
    @Test(arguments: [
        ("e\u{301}", "é"), ("\u{1112}\u{1161}\u{11AB}", "한"), ("a\u{301}\u{323}", "\u{1EA1}\u{301}"),
        ("\u{212B}", "\u{C5}"), ("\u{958}", "\u{915}\u{93C}"), ("a\u{10041}\u{323}", "a\u{10041}\u{323}"),
        ("\u{FB01}", "\u{FB01}"), ("", ""), ("plain", "plain"),
    ])
    func `form C composes`(text: String, expected: String) {
        #expect(Array(Normalization.composed(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: [
        ("\u{FB01}", "fi"), ("Ｘ", "X"), ("ｶﾞ", "ガ"), ("\u{2460}", "1"), ("\u{FDFA}", "صلى الله عليه وسلم"),
    ])
    func `form KC replaces compatibility forms`(text: String, expected: String) {
        #expect(Array(Normalization.compatiblyComposed(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    /// Swift compares strings by canonical equivalence, with tables of its own.
    @Test func `every scalar stays canonically equivalent and composing again changes nothing`() {
        let blocks: [ClosedRange<UInt32>] = [
            0...0x33FF, 0xAC00...0xACFF, 0xF900...0xFFFF, 0x10A00...0x11FFF, 0x1D100...0x1D2FF,
        ]
        for scalar in blocks.joined().compactMap(Unicode.Scalar.init) {
            guard let age = scalar.properties.age, age <= (14, 0) else { continue }
            let text = "a" + String(scalar) + "\u{323}\u{301}"
            let composed = Normalization.composed(text)
            #expect(composed == text)
            #expect(Normalization.composed(composed).unicodeScalars.elementsEqual(composed.unicodeScalars))
        }
    }

    @Test func `a long run of marks is ordered in reasonable time`() {
        let composed = Normalization.composed("a" + String(repeating: "\u{301}\u{323}", count: 50_000))
        #expect(composed.unicodeScalars.first == "\u{1EA1}")
        #expect(composed.unicodeScalars.count == 100_000)
    }
}
