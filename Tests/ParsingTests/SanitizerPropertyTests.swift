// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing
import Wording

@testable import Parsing

@Suite struct SanitizerPropertyTests {
    private static let base = "https://s.example/a/b"

    /// Pieces of markup that break each other when they meet.
    private static let parts = [
        "<", ">", "\"", "'", "=", "/", "script", "img", "a ", "href", "src", "on", "javascript:", "&#", "&lt;", "<!--",
        "-->",
        "<![CDATA[", "]]>", "style", "<p ", "<svg>", "<math>", "</", "x", " ", "\u{0}", "\n", "<b>", "</b>", "title",
        "`",
        "&", "amp;", ";", "not", "<xmp>", "</xmp>", "<svg", "<path fill=", "url(", "#", "color:", "red;", "expression(",
        "\\", "/*", "<template>", "</template>", "<iframe>", "<noscript>", "</noscript>", "<select", "\u{9B}", "\u{1B}",
        "é",
        "<a href=", "<img srcset=", "<p style=", "data:image/png;base64,", "feed:", "\t", "\r", "1", ",", "<li>",
        "</p>",
        "<textarea>", "<style>", "</svg>", "xlink:href=", "&#x6A;", "&#0;", "&Tab;", "&colon;", ":", "<mtext>", "<br/>",
    ]

    private static func clean(_ html: String) -> String {
        HTMLSanitizer.sanitise(Array(html.utf8), base: base)
    }

    @Test func `its output, cut up again, holds only what the lists have, and stays as it is`() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<6_000 {
            let html = (0..<24).map { _ in Self.parts[random.next(below: Self.parts.count)] }.joined()
            let output = Self.clean(html)
            #expect(Self.strangers(in: output) == [], "\(html.debugDescription)")
            #expect(Self.clean(output) == output, "\(html.debugDescription)")
            #expect(
                !output.unicodeScalars.contains {
                    $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t"
                })
        }
    }

    @Test(arguments: [
        "<", "<a ", "&", "<!--", "\"", "<a b=\"", "<a b='\"", "<b>", "</b>", "<svg>", "<template>", "<script>", "<xmp>",
        "<p style='a:b;'>", "<img srcset='a 1x,'>", "<a href=x>", "&#1", "<![CDATA[", "<b x=", "</", "<a x ", "a:b;",
    ])
    func `hostile markup costs linear time`(_ part: String) {
        let html = String(repeating: part, count: (1 << 16) / part.utf8.count)
        let wrapped = "<p style=\"" + html + "\" title='" + html
        let clock = ContinuousClock()
        let span = clock.measure {
            for text in [html, wrapped, html + ">", "<a " + html + ">"] {
                #expect(Self.clean(text).utf8.count < 2 << 20)
            }
        }
        #expect(span < .seconds(20), "linear takes a hundredth of it")
    }

    @Test func `a long base does not multiply the pictures of one attribute`() {
        let base = "https://" + String(repeating: "b", count: 1_500) + ".example/"
        let html = "<img srcset=\"" + (1...50_000).map { "a \($0)w," }.joined() + "\">"
        #expect(HTMLSanitizer.sanitise(Array(html.utf8), base: base).utf8.count < html.utf8.count * 4)
        let xml =
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'><div xml:base='\(base)'>"
            + String(repeating: "<img srcset='" + (1...5_000).map { "a \($0)w," }.joined() + "'/>", count: 40)
            + "</div></content></entry></feed>"
        let feed = try? FeedParser().parse(Array(xml.utf8))
        #expect(feed?.entries.first?.contents.first?.bytes.count ?? .max <= 2 << 20)
    }

    @Test func `a long base does not multiply the text`() {
        let html = Array(String(repeating: "<a href=x>", count: 100_000).utf8)
        let base = "https://s.example/" + String(repeating: "b", count: 1 << 16) + "/"
        #expect(HTMLSanitizer.sanitise(html, base: base).utf8.count < 20 << 20)
    }

    /// Elements and attributes that are on no list, and links whose scheme is not.
    private static func strangers(in html: String) -> [String] {
        var html = html
        return html.withUTF8 { bytes in
            var tokenizer = HTMLTokenizer(bytes)
            var found: [String] = []
            while let token = tokenizer.next() {
                guard case .start(let tag) = token else {
                    if case .nothing = token { found.append("a comment") }
                    continue
                }
                let names = vocabularies.filter { written[$0]?.contains(text(tag.name, bytes)) == true }
                if names.isEmpty { found.append(text(tag.name, bytes)) }
                for (name, value) in HTMLAttributes(of: tag, in: bytes) where text(name, bytes) != "xmlns" {
                    if names.allSatisfy({ !isSafe(text(name, bytes), text(value, bytes), $0) }) {
                        found.append(text(name, bytes) + "=" + text(value, bytes))
                    }
                }
            }
            return found
        }
    }

    private static let vocabularies: [Vocabulary] = [.html, .svg, .math]

    /// The names of the elements that may be written.
    private static let written = Dictionary(
        uniqueKeysWithValues: vocabularies.map { names in
            (names, Set(names.elements.entries.filter(\.value.isWritten).map { "\($0.name)" }))
        })

    private static let rules = Dictionary(
        uniqueKeysWithValues: vocabularies.map { names in
            (names, Dictionary(uniqueKeysWithValues: names.attributes.entries.map { ("\($0.name)", $0.value) }))
        })

    private static func text(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private static func isSafe(_ name: String, _ value: String, _ names: Vocabulary) -> Bool {
        guard let rule = rules[names]?[name] else { return false }
        switch rule {
        case .link: return isHarmless(decoded(value))
        case .source: return isHarmless(decoded(value)) || decoded(value).hasPrefix("data:image/png;base64,")
        // A comma within what stands between spaces is part of the link (WHATWG HTML, 4.8.4.2.2).
        case .sources:
            return decoded(value).split(separator: " ").allSatisfy { isHarmless(String($0.drop { $0 == "," })) }
        case .style, .paint:
            return !["expression", "url(h", "\\", "/*", "@"].contains { value.lowercased().contains($0) }
        case .text, .boolean: return true
        }
    }
}

extension SanitizerPropertyTests {
    /// A value as a reader takes it.
    private static func decoded(_ value: String) -> String {
        var buffer = ByteBuffer()
        defer { buffer.deallocate() }
        _ = withBytes(Array(value.utf8)) { ReferenceDecoder.decode($0, inAttribute: true, into: &buffer) }
        return buffer.bytes.string
    }

    /// Whether the link has no scheme or one that runs nothing, whatever white space and controls stand within it.
    private static func isHarmless(_ link: String) -> Bool {
        let link = String(String.UnicodeScalarView(link.unicodeScalars.filter { $0.value > 0x20 })).lowercased()
        guard let colon = link.firstIndex(of: ":"), !link[..<colon].contains(where: { "/?#".contains($0) }) else {
            return true
        }
        let schemes: Set<Substring> = ["http", "https", "mailto", "ftp", "tel", "sms", "xmpp", "irc", "news", "magnet"]
        return schemes.contains(link[..<colon])
    }
}

extension SafeElements.Fate {
    fileprivate var isWritten: Bool {
        switch self {
        case .kept, .open, .void, .svg, .math: true
        case .dropped, .raw, .literal: false
        }
    }
}
