// SPDX-License-Identifier: Apache-2.0

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

    @Test func `hostile markup costs linear time`() {
        for part in ["<a ='", "<a<", "<a b=\"'", "&amp", "<svg>", "<!--", "<p a='>"] {
            _ = VisibleText.ofHTML(String(repeating: part, count: 100_000))
        }
    }
}
