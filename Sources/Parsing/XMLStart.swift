// SPDX-License-Identifier: Apache-2.0
// Where the XML begins: servers and scripts put white space, messages, headers and byte order marks in front of it.

import Wording

enum XMLStart {
    /// The offset of the declaration, or of the root element; and what stands in front of it, if that is wrong.
    static func find(_ text: UnsafeBufferPointer<UInt8>) -> (offset: Int, warning: String?) {
        let offset = text.firstIndex { $0 > 0x20 } ?? text.count
        guard offset + 1 < text.count, text[offset] == UInt8(ascii: "<"),
            text[offset + 1] == UInt8(ascii: "!") || isStart(text, offset)
        else {
            let start = search(text, from: offset)
            return (start ?? offset, start == nil ? nil : "text before the document")
        }
        let isLate = offset > 0 && text[offset + 1] == UInt8(ascii: "?")
        return (offset, isLate ? "white space before the XML declaration" : nil)
    }

    private static let searchBytes = 64 << 10

    private static func search(_ text: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int? {
        (offset..<min(text.count, offset + searchBytes)).first { text[$0] == UInt8(ascii: "<") && isStart(text, $0) }
    }

    /// Whether the tag at `offset` is an XML declaration or the root of a feed, in any prefix.
    private static func isStart(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
        let name = UnsafeBufferPointer(rebasing: text[(offset + 1)...].prefix(longestName).prefix { !$0.endsName })
        if name.starts(with: "?xml".utf8) { return true }
        let local = UnsafeBufferPointer(rebasing: name[(name.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? 0)...])
        return roots.contains { local.equals($0) }
    }

    private static let longestName = 64
    private static let roots: [StaticString] = ["rss", "feed", "rdf", "channel", "opml"]
}

extension UInt8 {
    /// Whether it ends the name of an element or of an attribute.
    var endsName: Bool {
        isHTMLSpace || self == UInt8(ascii: ">") || self == UInt8(ascii: "/") || self == UInt8(ascii: "<")
    }
}
