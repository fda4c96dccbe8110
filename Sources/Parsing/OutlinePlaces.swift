// SPDX-License-Identifier: Apache-2.0
// Where the outlines of a document begin. libxml2 is not asked: it never sees comments and declarations, so its line
// numbers would be off.

/// The places of all outlines of an OPML document, in its order. One linear pass.
struct OutlinePlaces {
    private var places: [OutlinePlace] = []

    init(_ text: UnsafeBufferPointer<UInt8>) {
        var tokenizer = LooseXMLTokenizer(text)
        var counter = LineCounter()
        while let token = tokenizer.next() {
            guard case .start(let tag) = token, Self.isOutline(text, tag.name) else { continue }
            places.append(counter.place(of: tag.name.lowerBound - 1, in: text))
        }
    }

    var count: Int { places.count }

    /// The start of the document for a number that no outline has.
    subscript(number: Int) -> OutlinePlace {
        places.indices.contains(number) ? places[number] : .start
    }

    private static func isOutline(_ text: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> Bool {
        let local = text[name].lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? name.lowerBound
        return UnsafeBufferPointer(rebasing: text[local..<name.upperBound]).loweredString == "outline"
    }
}

/// Counts on from place to place.
private struct LineCounter {
    private var position = 0
    private var place = OutlinePlace.start

    /// `offset` is never smaller than that of the call before.
    mutating func place(of offset: Int, in text: UnsafeBufferPointer<UInt8>) -> OutlinePlace {
        while position < offset {
            let byte = text[position]
            let isReturnOfPair =
                byte == 0x0D && position + 1 < text.count && text[position + 1] == 0x0A
            if byte == 0x0A || byte == 0x0D && !isReturnOfPair {
                place = OutlinePlace(line: place.line + 1, column: 1)
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
            position += 1
        }
        return place
    }
}
