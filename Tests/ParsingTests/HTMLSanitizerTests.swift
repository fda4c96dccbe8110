// SPDX-License-Identifier: Apache-2.0

import Testing
import Wording

@testable import Parsing

@Suite struct HTMLSanitizerTests {
    private func clean(_ html: String) -> String {
        HTMLSanitizer.sanitise(Array(html.utf8), base: "https://s.example/a/b")
    }

    @Test(arguments: [
        ("<p>safe <b>text</b></p>", "<p>safe <b>text</b></p>"),
        ("safe<script>alert('x')</script> text", "safe text"),
        ("a<style>p{}</style>b", "ab"),
        ("a<SCRIPT src=//x>b</script >c", "ac"),
        ("<img src=x onerror=alert(1)>", "<img src=\"https://s.example/a/x\" />"),
        ("<a href='javascript:alert(1)'>x</a>", "<a>x</a>"),
        ("<a href=' java\nscript:alert(1)'>x</a>", "<a>x</a>"),
        ("<a href='&#106;avascript&colon;alert(1)'>x</a>", "<a>x</a>"),
        ("<a href='data:text/html,x'>x</a>", "<a>x</a>"),
        ("<a href='../c?a=1&b=2#d'>x</a>", "<a href=\"https://s.example/c?a=1&amp;b=2#d\">x</a>"),
        ("<form action=x><input name=y>z</form>", "z"),
        ("<iframe src=x>in</iframe>out", "out"),
        ("<object><param><b>in</b></object>out", "out"),
        ("<svg><script>x</script><p>in</p></svg>out", "out"),
        ("<b>open <i>both", "<b>open <i>both</i></b>"),
        ("stray</b> end", "stray end"),
        ("1 < 2 & 3 &amp; &copy;", "1 &lt; 2 &amp; 3 &amp; &copy;"),
        ("<p title='a\"b<c'>x</p>", "<p title=\"a&quot;b&lt;c\">x</p>"),
        ("<!-- <b>c</b> -->d<!DOCTYPE x>e<?php x ?>f", "def"),
        ("<p style='color: red; position: fixed; background: url(x)'>x</p>", "<p style=\"color: red;\">x</p>"),
        ("<p style='wi\\64th: expression(1)'>x</p>", "<p>x</p>"),
        ("<x-y>kept</x-y>", "kept"),
        ("<br><hr/>", "<br /><hr />"),
    ])
    func `keeps what is harmless and nothing else`(_ html: String, _ expected: String) {
        #expect(clean(html) == expected)
    }

    @Test func `its output, cut up again, holds only what the allow-list has`() {
        let parts = [
            "<", ">", "\"", "'", "=", "/", "script", "img", "a ", "href", "src", "on", "javascript:", "&#", "&lt;",
            "<!--",
            "-->", "<![CDATA[", "]]>", "style", "<p ", "<svg>", "</", "x", " ", "\u{0}", "\n", "<b>", "</b>", "title",
            "`",
        ]
        var random = Numbers(seed: 7)
        for _ in 0..<4_000 {
            let html = (0..<24).map { _ in parts[random.next(below: parts.count)] }.joined()
            #expect(Self.strangers(in: clean(html)) == [], "\(html)")
        }
    }

    private static func strangers(in html: String) -> [String] {
        var html = html
        return html.withUTF8 { bytes in
            var tokenizer = HTMLTokenizer(bytes)
            var found: [String] = []
            while let token = tokenizer.next() {
                guard case .start(let tag) = token else { continue }
                let name = String(decoding: bytes[tag.name], as: UTF8.self)
                if !SafeHTML.elements.contains(name) { found.append(name) }
                for (attribute, _) in HTMLAttributes(of: tag, in: bytes) {
                    let name = String(decoding: bytes[attribute], as: UTF8.self)
                    if !SafeHTML.attributes.contains(name), name != "/" { found.append(name) }
                }
            }
            return found
        }
    }
}

/// A reproducible sequence (SplitMix64).
struct Numbers {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(bound))
    }
}
