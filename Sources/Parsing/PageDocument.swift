// SPDX-License-Identifier: Apache-2.0
// A document that is no feed, taken for one entry: a web page or a plain text that somebody wants a topic tried on.

package import Model
import Wording

package enum PageDocument {
    /// The page as an entry: its title (for a text, its first line) and its visible text as content.
    ///
    /// - Parameters:
    ///   - page: the document; its encoding is told by `contentType`, its `<meta>` or its bytes.
    ///   - contentType: the HTTP header's value.
    ///   - url: where it came from; becomes the entry's.
    /// - Returns: `nil` where the bytes are no text.
    package static func entry(of page: [UInt8], contentType: String? = nil, url: String? = nil) -> Entry? {
        page.withUnsafeBufferPointer { bytes in
            PageText.with(bytes, contentType: contentType) { text in
                guard isText(text) else { return nil }
                return isHTML(text, contentType) ? entry(ofHTML: text, url) : entry(ofPlain: text, url)
            }
        }
    }

    private static func entry(ofHTML text: UnsafeBufferPointer<UInt8>, _ url: String?) -> Entry {
        let visible = VisibleText.ofHTML(text)
        guard let title = title(of: text) else { return entry(ofVisible: visible, url) }
        return Entry(title: title, url: url, content: visible)
    }

    private static func entry(ofPlain text: UnsafeBufferPointer<UInt8>, _ url: String?) -> Entry {
        entry(ofVisible: VisibleText.ofPlain(text), url)
    }

    private static func entry(ofVisible text: String, _ url: String?) -> Entry {
        let lines = text.split(separator: "\n", maxSplits: 1)
        return Entry(
            title: lines.first.map(String.init) ?? "", url: url, content: lines.count > 1 ? String(lines[1]) : "")
    }

    /// The text of the first `<title>`; `nil` where there is none or it is empty.
    private static func title(of text: UnsafeBufferPointer<UInt8>) -> String? {
        var tokenizer = HTMLTokenizer(text)
        while let token = tokenizer.next() {
            guard case .start(let tag) = token, tag.element.effect == .raw else { continue }
            let content = tokenizer.skipRawText(of: tag)
            guard tag.element == titleElement else { continue }
            let title = VisibleText.ofHTML(UnsafeBufferPointer(rebasing: text[content]), oneLine: true)
            return title.isEmpty ? nil : title
        }
        return nil
    }

    private static let titleElement = HTMLElement("title")

    /// As the server says; else an end tag tells.
    private static func isHTML(_ text: UnsafeBufferPointer<UInt8>, _ contentType: String?) -> Bool {
        let type = contentType?.lowercased() ?? ""
        if type.contains("html") { return true }
        if type.hasPrefix("text/plain") { return false }
        return zip(text, text.dropFirst()).contains { $0 == UInt8(ascii: "<") && $1 == UInt8(ascii: "/") }
    }

    /// A text has no NUL and hardly a control character; what could not be decoded counts as one.
    private static func isText(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let head = text.prefix(4_096)
        let odd = head.count { $0 < 0x20 && !(0x9...0xD ~= $0) && $0 != 0x1B || $0 == 0x7F }
        let replaced = String(decoding: head, as: UTF8.self).unicodeScalars.count { $0 == "\u{FFFD}" }
        return !head.contains(0) && (odd + replaced) * 20 <= head.count
    }
}
