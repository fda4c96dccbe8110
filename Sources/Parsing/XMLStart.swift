// SPDX-License-Identifier: Apache-2.0

/// Where the XML begins: servers and scripts put white space, messages and byte order marks in front of it.
enum XMLStart {
    static func find(_ text: UnsafeBufferPointer<UInt8>) -> (offset: Int, warning: String?) {
        var offset = 0
        while offset < text.count, text[offset] <= 0x20 { offset += 1 }
        let hadSpace = offset > 0
        let isMarkup = offset + 1 < text.count && text[offset] == UInt8(ascii: "<")
        if isMarkup, isStart(text, offset) || text[offset + 1] == UInt8(ascii: "!") {
            return (
                offset,
                hadSpace && text[offset + 1] == UInt8(ascii: "?") ? "white space before the XML declaration" : nil
            )
        }
        guard let start = search(text, from: offset), start != offset else { return (offset, nil) }
        return (start, "text before the document")
    }

    private static let starts: [StaticString] = [
        "<?xml", "<rss", "<feed", "<rdf:RDF", "<channel", "<atom:feed", "<opml",
    ]
    private static let searchBytes = 64 << 10

    private static func search(_ text: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int? {
        (offset..<min(text.count, offset + searchBytes)).first { text[$0] == UInt8(ascii: "<") && isStart(text, $0) }
    }

    private static func isStart(_ text: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
        starts.contains { start in
            let end = offset + start.utf8CodeUnitCount
            return end <= text.count && UnsafeBufferPointer(rebasing: text[offset..<end]).equals(start)
        }
    }
}
