// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Parsing

@Suite struct HTMLSanitizerTests {
    private func clean(_ html: String) -> String {
        HTMLSanitizer.sanitise(Array(html.utf8), base: nil)
    }

    @Test(arguments: [
        ("<p>safe <b>text</b></p>", "<p>safe <b>text</b></p>"),
        ("<br><HR/><Img Src=x>", "<br /><hr /><img src=\"x\" />"),
        ("<b>open <i>both", "<b>open <i>both</i></b>"),
        ("<b><i>misnested</b></i>", "<b><i>misnested</i></b>"),
        ("<ul><li>one<li>two</ul><p>three<p>four", "<ul><li>one<li>two</ul><p>three<p>four"),
        ("stray</b> end</p></div>", "stray end"),
        ("<p/>x<b />y", "<p></p>x<b></b>y"),
        ("<a href=x/>y</a>", "<a href=\"x/\">y</a>"),
        ("<x-y>kept</x-y><main>k</main><blink>k</blink>", "kept<main>k</main>k"),
        ("<td nowrap>x<ol reversed compact=''>", "<td nowrap=\"nowrap\">x<ol compact=\"\" reversed=\"reversed\"></ol>"),
        ("<p title=b class=a id=c lang=d>x", "<p class=\"a\" id=\"c\" lang=\"d\" title=\"b\">x"),
        ("<p class=first CLASS=second>x", "<p class=\"first\">x"),
        ("<object><param name=a><b>in</b></object>out", "<b>in</b>out"),
        ("<body><head><p>x</p></head></body>", "<p>x</p>"),
        ("<noscript><p>x</p></noscript>", "<noscript><p>x</p></noscript>"),
    ])
    func `keeps what is harmless, spelt in one way`(_ html: String, _ expected: String) {
        #expect(clean(html) == expected)
    }

    @Test(arguments: [
        ("safe<script>alert('x')</script> text", "safe text"),
        ("a<style>p{}</style>b", "ab"),
        ("a<SCRIPT src=//x>b</script >c", "ac"),
        ("a<script/x>b</script>c", "ac"),
        ("a<<script>b//<</script>c", "a&lt;c"),
        ("a<script>b", "a"),
        ("a<scr<script>ipt>b</scr</script>ipt>c", "aipt>bipt>c"),
        ("a<scr\u{0}ipt>b</scr\u{0}ipt>c", "abc"),
        ("<img \"\"\"><script>x</script>\">", "<img />\">"),
        ("<iframe src=x>in</iframe>out", "inout"),
        ("<iframe srcdoc='<script>x</script>'></iframe>out", "out"),
        ("<applet code=x>in</applet>out<embed src=x>", "out"),
        ("<template><b>x</b></template>y<select><option>z</select>", "y"),
        ("a<template><script>'</template>'</script>b</template>c", "ac"),
        ("<form action=x><input name=y><button>z</button><textarea>w</textarea></form>", "z"),
        ("<meta http-equiv=refresh content='0;url=javascript:x'><base href=x><link href=y>z", "z"),
        ("<xmp><b>y</b> &amp;</xmp>", "&lt;b>y&lt;/b> &amp;amp;"),
        ("<plaintext>x<b>y</b>", "x<b>y</b>"),
        ("<!-- <b>c</b> -->d<!DOCTYPE x>e<?php x ?>f<![if IE]>g<![endif]>h", "defgh"),
        ("<!--[if IE]><script>x</script><![endif]-->a<!--><b>b</b><!-- c", "a<b>b</b>"),
        ("<![CDATA[a<b>&amp;]]>c", "a&lt;b>&amp;amp;c"),
    ])
    func `takes out what is active, with what is in it where that is nothing to read`(
        _ html: String, _ expected: String
    ) {
        #expect(clean(html) == expected)
    }

    @Test(arguments: [
        ("1 < 2 & 3 > 2 &amp; &copy; &#233; &hellip;", "1 < 2 & 3 > 2 &amp; &copy; &#233; &hellip;"),
        ("a<3 b <- c <= d <", "a<3 b <- c <= d &lt;"), ("a<%b<>c<?d", "a&lt;%b&lt;>c"),
        (" <b> x </b> ", "<b> x </b>"),
        ("AT&T &bogus; a&", "AT&amp;T &amp;bogus; a&amp;"),
        ("1&1 a&-b x& y && z &&#1;lt; &<1", "1&1 a&-b x& y && z &amp;lt; &amp;<1"),
        (" x\u{A0}\u{3000} \u{2009}", "x"), ("a < <x>", "a < "), ("a & ", "a & "),
        ("&copy 1 &#233 &notit;", "&copy; 1 &#233; &not;it;"),
        ("&<x>amp; &not<x>in; &am<x>p;", "&amp;amp; &not;in; &amp;am<x>p;".replacing("<x>", with: "")),
        ("a <b x", "a &lt;b x"),
        ("<p title='a\"b<c>&d&amp;&eacute;&#x1;'>x</p>", "<p title=\"a&quot;b&lt;c&gt;&amp;d&amp;&eacute;\">x</p>"),
        ("<p title=\"it's\">x</p>", "<p title=\"it's\">x</p>"),
        ("a\u{0}b\u{1}c\u{1B}[31m\u{7F}\u{9B}d\u{C}e\r\nf\rg\u{A9}", "abc[31md e\nf\ng\u{A9}"),
        ("&#0;&#27;&#127;&#9;&#x85;", "&#0;&#9;&#x85;"),
        ("&lt;script&gt;", "&lt;script&gt;"),
    ])
    func `keeps text as it is spelt, but for what may be taken for more`(_ html: String, _ expected: String) {
        #expect(clean(html) == expected)
    }

    @Test func `halves of a character do not meet where a tag goes`() {
        let bytes = Array("<img alt='x".utf8) + [0xC2] + Array("'>".utf8) + [0xC2] + Array("<x>".utf8) + [0x9B, 0x41]
        #expect(HTMLSanitizer.sanitise(bytes, base: nil) == "<img alt=\"x\u{C2}\" />\u{C2}\u{203A}A")
    }

    @Test(arguments: [
        ("AT&T, R&D; a < b", "AT&T, R&D; a < b"), ("<b>x</b> &amp; &copy", "&lt;b>x&lt;/b> &amp;amp; &amp;copy"),
        ("a\u{1B}[31m ", "a[31m"), ("x<", "x&lt;"),
    ])
    func `a plain text shows the same characters in HTML`(_ text: String, _ expected: String) {
        #expect(HTMLSanitizer.escape(Array(text.utf8)) == expected)
    }

    @Test(arguments: [
        (
            "<svg viewBox='0 0 1 1' onload=x><lineargradient id=g><stop offset=1 /></lineargradient></svg>",
            "<svg viewBox=\"0 0 1 1\" xmlns=\"http://www.w3.org/2000/svg\"><linearGradient id=\"g\">"
                + "<stop offset=\"1\"></stop></linearGradient></svg>"
        ),
        (
            "<svg><path fill='url(#g)' stroke='url(http://x)' mask='\\75rl(x)' d=M0 /></svg>",
            "<path d=\"M0\" fill=\"url(#g)\">"
        ),
        ("<svg><a xlink:href='javascript:x'><text>t</text></a></svg>", "<a><text>t</text></a>"),
        (
            "<svg><script>x</script><style>y</style><title>t</title></svg>z",
            "<svg xmlns=\"http://www.w3.org/2000/svg\">t</svg>z"
        ),
        (
            "<svg><set attributeName=href to=javascript:x /><animate /><foreignObject>f",
            "<svg xmlns=\"http://www.w3.org/2000/svg\">f</svg>"
        ),
        ("<svg><circle r=1><p>x</p></svg>y", "<circle r=\"1\"></circle></svg><p>x</p>y"),
        ("<circle>x</circle><mi>y</mi>", "xy"),
        (
            "<math><mfrac><mi>x</mi><mn>2</mn></mfrac></math>",
            "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mfrac><mi>x</mi><mn>2</mn></mfrac></math>"
        ),
        (
            "<math><mtext><table><mglyph><style><img src=x onerror=y></style>",
            "<mtext></mtext></math><table></table>"
        ),
        ("<math><annotation-xml encoding=text/html><b>x", "</math><b>x</b>"),
        ("<svg a=/><p>x</p>", "</svg><p>x</p>"),
        ("<svg/><p>x</p>", "</svg><p>x</p>"),
    ])
    func `keeps still pictures and formulas`(_ html: String, _ expected: String) {
        #expect(clean(html).contains(expected))
    }

    @Test(arguments: ["a &&#1lt; b", "&&#1;Coll", "&&&#x80;#60;", "a && b & c"])
    func `leaves out no reference between an ampersand and what makes one of it`(html: String) {
        #expect(!clean(html).contains("&lt;") && !clean(html).contains("&#60"))
        #expect(clean(clean(html)) == clean(html))
    }
}
