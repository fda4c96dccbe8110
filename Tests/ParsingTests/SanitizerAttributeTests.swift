// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Parsing

@Suite struct SanitizerAttributeTests {
    private func clean(_ html: String, base: String? = "https://s.example/a/b") -> String {
        HTMLSanitizer.sanitise(Array(html.utf8), base: base)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x", "java\nscript:x", "java\tscript:x",
        "java\u{0}script:x", "\u{1}javascript:x", "&#106;avascript&colon;x", "java&#x09;script:x",
        "java&NewLine;script:x",
        "&#0000106&#0000097vascript:x", "javascript&#58;x", "vbscript:x", "livescript:x", "mocha:x", "data:text/html,x",
        "feed:javascript:x", "feed:data:text/html,x", "view-source:javascript:x", "jar:x", "file:///etc/passwd",
        "about:blank", "unheard-of:x", "java\u{AD}script:x", "\u{FEFF}javascript:x", "java script:x",
    ])
    func `no link runs or reads anything`(_ link: String) {
        #expect(clean("<a href=\"\(link)\">x</a>") == "<a>x</a>")
        #expect(clean("<img src=\"\(link)\">") == "<img />")
        #expect(clean("<img srcset=\"\(link) 1x\">") == "<img />")
        #expect(clean("<svg><a xlink:href=\"\(link)\" /></svg>").contains("<a></a>"))
        for name in ["background", "cite", "longdesc", "lowsrc", "poster"] {
            #expect(clean("<p \(name)=\"\(link)\">x") == "<p>x", "\(name)")
        }
    }

    @Test(arguments: [
        ("../c?a=1&b=2#d", "https://s.example/c?a=1&amp;b=2#d"), ("//h.example/p", "https://h.example/p"),
        ("?q", "https://s.example/a/b?q"), ("#n", "https://s.example/a/b#n"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+1", "tel:+1"), ("magnet:?xt=urn:x", "magnet:?xt=urn:x"),
        ("feed:https://h.example/", "feed:https://h.example/"),
        ("HTTP://H.example/A b", "HTTP://H.example/A b"), ("p:1", nil), ("./p:1", "https://s.example/a/p:1"),
        ("https://h.example/?u=javascript:x", "https://h.example/?u=javascript:x"),
        ("https://h.example/&quot;&lt;&gt;", "https://h.example/&quot;&lt;&gt;"),
    ])
    func `links become absolute`(_ link: String, _ expected: String?) {
        #expect(clean("<a href=\"\(link)\">x</a>") == expected.map { "<a href=\"\($0)\">x</a>" } ?? "<a>x</a>")
    }

    @Test func `links without a base stay as they are`() {
        #expect(clean("<a href='../c?a&amp;b'>x</a>", base: nil) == "<a href=\"../c?a&amp;b\">x</a>")
    }

    @Test(arguments: [
        ("<img src='data:image/png;base64,iVBO'>", "<img src=\"data:image/png;base64,iVBO\" />"),
        ("<img src='data:image/svg+xml;base64,iVBO'>", "<img />"),
        ("<video src='data:image/png;base64,iVBO'></video>", "<video></video>"),
        ("<a href='data:image/png;base64,iVBO'>x</a>", "<a>x</a>"),
        (
            "<img srcset='c 1x, /d,e.png 640w,f'>",
            "<img srcset=\"https://s.example/a/c 1x, https://s.example/d,e.png 640w, https://s.example/a/f\" />"
        ),
        ("<img srcset='c 1x, d url(x)'>", "<img />"),
        ("<img srcset='\u{9B},c\t1x'>", "<img srcset=\"https://s.example/a/c 1x\" />"),
    ])
    func `pictures may be within the text, or several`(_ html: String, _ expected: String) {
        #expect(clean(html) == expected)
    }

    @Test(arguments: [
        "onclick", "ONERROR", "onmouseover", "onload", "onanimationstart", "onbegin", "onpointerrawupdate", "on",
        "style/onclick", "data-x", "formaction", "action", "ping", "srcdoc", "autofocus", "xmlns", "itemprop",
        "http-equiv",
        "dynsrc", "datasrc", "fscommand", "seeksegmenttime",
    ])
    func `no attribute acts`(_ name: String) {
        #expect(clean("<b \(name)=alert(1)>x</b>") == "<b>x</b>")
        #expect(clean("<b \(name)>x</b>") == "<b>x</b>")
        #expect(clean("<b/\(name)=\"alert(1)\"/>") == "<b></b>")
    }

    @Test(arguments: [
        ("color: red", "color: red;"), ("COLOR : Red", "COLOR: Red;"),
        ("color:red;position:fixed;width:2px", "color: red; width: 2px;"),
        ("margin: 1px 2.5em auto 3%", "margin: 1px 2.5em auto 3%;"),
        ("border:1px solid #FFF", "border: 1px solid #FFF;"),
        ("border: 1px solid rgb(1, 2, 3)", "border: 1px solid rgb(1, 2, 3);"), ("padding:foo", nil),
        ("background: #fff", "background: #fff;"), ("background:#fff url(x)", nil), ("background-image:url(x)", nil),
        ("font: bold 12px/1.5 'A B', serif", "font: bold 12px/1.5 'A B', serif;"),
        ("color: red !important", "color: red !important;"),
        ("width:expression(1)", nil), ("wi\\64th:expression(1)", nil), ("width: ex/**/pression(1)", nil),
        ("color:red;width: e\\xpression(1)", nil), ("-moz-binding:url(x)", nil), ("behavior:url(x)", nil),
        ("@import 'x'; color:red", nil), ("color:red}*{x:y", nil), ("background:url('javascript:x')", nil),
        ("color: &#92;72 ed", nil), ("margin:-1px", nil), ("text-indent:-9999px", nil), ("margin: 0 -.5em", nil),
        ("filter:alpha(opacity=50)", nil), ("cursor:url(x),auto", nil), ("font-family:'unclosed", nil),
        ("width: calc(1px + 2px)", nil), ("color: rgb(1,expression(2))", nil), ("content:'x'", nil), ("color", nil),
        ("", nil), (";;:;", nil), ("list-style:url(x)", nil), ("width:\u{FF45}xpression(1)", nil),
    ])
    func `styles keep declarations that load, place and run nothing`(_ style: String, _ expected: String?) {
        let quoted = style.replacing("\"", with: "&quot;")
        #expect(clean("<p style=\"\(quoted)\">x</p>") == expected.map { "<p style=\"\($0)\">x</p>" } ?? "<p>x</p>")
    }
}
