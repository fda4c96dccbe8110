// SPDX-License-Identifier: Apache-2.0

import Glibc
import TestSupport
import Testing
import Wording

@Suite struct VisibleTextTests {
    @Test(arguments: [
        ("plain", "plain"), ("", ""), ("  a \n\t b  ", "a b"), ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("un<b>brok</b>en", "unbroken"), ("a<br>b<br/>c", "a\nb\nc"), ("<ul><li>x<li>y</ul>z", "x\ny\nz"),
        ("a<script>if (1<2) '</p>'</script>b", "ab"), ("<style>p{}</style>x", "x"), ("a<!-- b -- c -->d", "ad"),
        ("a<svg><text>t</text></svg>b", "ab"), ("<td>1</td><td>2</td>", "1 2"),
        ("AT&amp;T &lt;x&gt; &quot;y&quot;", "AT&T <x> \"y\""), ("&eacute;&Eacute;&nbsp;&hellip;", "éÉ …"),
        ("&eacute &copy2 &notit; &bogus; & &;", "é ©2 ¬it; &bogus; & &;"), ("&#233;&#xE9;&#128;&#0;", "éé€\u{FFFD}"),
        ("a<!-- b --!>c", "ac"), ("x<a b=c\"d>e\"f", "xe\"f"), ("<b\n>x</b\t>", "x"),
        ("&NotEqualTilde;", "\u{2242}\u{338}"), ("&CounterClockwiseContourIntegral;", "∳"), ("&frac12;&sup2;", "½²"),
        ("1 < 2 and a<b", "1 < 2 and a<b"), ("x<a title='1>2'>y</a>", "xy"), ("soft\u{AD}hyphen", "softhyphen"),
        ("a\u{A0}\u{2003}b", "a b"), ("a\u{1}\u{7F}b", "a b"), ("e\u{301}", "é"), ("한\u{AC00}", "한가"),
        ("<![CDATA[in]]>out", "inout"), ("a</p >b", "a\nb"), ("中文<b>字</b>", "中文字"), ("&amp;lt;", "&lt;"),
        ("twelve-byte-words and/or others, 8 bytes: 12345678", "twelve-byte-words and/or others, 8 bytes: 12345678"),
    ])
    func `is what a reader sees of HTML`(_ html: String, _ expected: String) {
        #expect(Array(VisibleText.ofHTML(html).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test func `plain text keeps its tags and lines`() {
        #expect(VisibleText.ofPlain(" a <b>\r\n\n c &amp; ") == "a <b>\nc &amp;")
        #expect(VisibleText.ofPlain("a\nb", oneLine: true) == "a b")
    }

    @Test(arguments: 0...12)
    func `is cut between characters, never longer than the limit`(_ limit: Int) {
        let text = VisibleText.ofHTML("<p>é €</p>𝄞 x", limit: limit)
        #expect(text.utf8.count <= limit)
        #expect("é €\n𝄞 x".hasPrefix(text))
        #expect(!text.hasSuffix(" "))
    }

    @Test func `agrees with a naive twin on random text`() {
        let parts = [
            "a", "Word", " ", "  ", "\n", "é", "\u{301}", "中", "longer-than-eight", "\t", "\u{A0}", "~", "!", "🙂", "ㅎ",
            "가",
        ]
        var state: UInt64 = 11
        for _ in 0..<3_000 {
            let text = (0..<20).map { _ -> String in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return parts[Int(state >> 33) % parts.count]
            }.joined()
            let words = text.unicodeScalars.split { $0.properties.isWhitespace }.map {
                String(String.UnicodeScalarView($0))
            }
            let expected = words.joined(separator: " ")
            // Canonical equivalence is `==`; the form itself is compared by its length.
            #expect(VisibleText.ofPlain(text, oneLine: true) == expected)
        }
    }

    @Test(arguments: [
        "<", "<a ", "<a ='", "<a<", "<a b=\"'", "&", "&amp", "<svg>", "<!--", "<!-->", "<p a='>", "\"", "</",
        "<![CDATA[",
        "]]>", "<x y=z", "<script>", "=", "a\u{301}", "\u{301}", "<averylongnameofanelement",
    ])
    func `hostile markup costs linear time`(_ part: String) {
        let html = Array(String(repeating: part, count: (1 << 20) / part.utf8.count).utf8)
        let start = clock()
        html.withUnsafeBufferPointer { _ = VisibleText.ofHTML($0) }
        #expect(clock() - start < 6 * CLOCKS_PER_SEC)
    }
}

/// The writer copies blocks, repairs UTF-8 and composes as it goes: each against the plain way of doing it.
@Suite struct VisibleTextTwinTests {
    @Test func `repairs what is not UTF-8 as the standard library does`() {
        var random = SeededRandom(seed: 5)
        let bytes: [UInt8] = [
            0x41, 0x62, 0x20, 0x7E, 0x80, 0xBF, 0xC2, 0xE2, 0xE0, 0xED, 0xA0, 0xF0, 0x9F, 0xF4, 0x90, 0xFF,
        ]
        for _ in 0..<20_000 {
            let text = (0..<random.next(below: 40)).map { _ in bytes[random.next(below: bytes.count)] }
            let written = text.withUnsafeBufferPointer { VisibleText.ofPlain($0) }
            #expect(Array(written.utf8) == Array(naive(String(decoding: text, as: UTF8.self)).utf8), "\(text)")
        }
    }

    @Test func `composes as a pass over the whole text does`() {
        var random = SeededRandom(seed: 6)
        let scalars: [Unicode.Scalar] = [
            "a", "e", "A", " ", "\n", "\u{301}", "\u{323}", "\u{338}", "<", "é", "\u{1100}", "\u{1161}", "\u{11A8}",
            "\u{AC00}",
            "\u{958}", "\u{E01}", "\u{E48}", "\u{915}", "\u{93C}", "\u{94D}", "\u{1D15E}", "\u{2126}", "\u{200D}", "中",
            "z",
        ]
        for _ in 0..<20_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<random.next(below: 40) { text.append(scalars[random.next(below: scalars.count)]) }
            let expected = naive(String(text))
            #expect(VisibleText.ofPlain(String(text)).utf8.elementsEqual(expected.utf8), "\(text.map(\.value))")
            let html = text.map { "<b></b>&#\($0.value);" }.joined()
            let line = naive(String(text)).replacing("\n", with: " ")
            #expect(VisibleText.ofHTML(html).utf8.elementsEqual(line.utf8), "\(html)")
        }
    }

    private func naive(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        var pending: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A, 0x0D: pending = "\n"
            case 0...0x20, 0x7F...0xA0, 0x2000...0x200A, 0x205F, 0x3000: pending = pending ?? " "
            case 0xAD, 0xFEFF: break
            default:
                if let space = pending, !out.isEmpty { out.append(space) }
                pending = nil
                out.append(scalar)
            }
        }
        return Normalization.composed(String(out))
    }
}
