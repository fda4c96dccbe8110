// SPDX-License-Identifier: Apache-2.0

import XML2

/// Turns the bytes of a document into UTF-8 as they arrive. What is UTF-8 already is handed on without a copy.
struct DocumentDecoder {
    private let encoding: DocumentEncoding
    private let converter: CharacterConverter?
    private var markLeft: Int
    private var text: [UInt8] = []

    init(_ encoding: DocumentEncoding) {
        self.encoding = encoding
        converter = encoding.name.flatMap(CharacterConverter.init)
        markLeft = encoding.markLength
    }

    /// What is wrong with the document's encoding, once it was read to its end.
    var warnings: [String] {
        guard let converter, converter.faults > 0, let name = encoding.name else { return encoding.warnings }
        return encoding.warnings + ["\(converter.faults) bytes that \(name) does not have"]
    }

    /// Hands `body` the text of the next bytes.
    mutating func decode<Problem: Error>(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws(Problem) -> Void
    ) throws(Problem) {
        let mark = min(markLeft, bytes.count)
        markLeft -= mark
        let bytes = UnsafeBufferPointer(rebasing: bytes[mark...])
        guard let converter else { return try body(bytes) }
        for start in stride(from: 0, to: bytes.count, by: Self.sliceBytes) {
            text.removeAll(keepingCapacity: true)
            converter.convert(UnsafeBufferPointer(rebasing: bytes[start...].prefix(Self.sliceBytes)), into: &text)
            try withBytes(text, body)
        }
    }

    /// How much is converted at a time, so that a document that comes whole has no second copy.
    private static let sliceBytes = 64 << 10

    /// The document is over.
    mutating func finish<Problem: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Problem) -> Void
    ) throws(Problem) {
        guard let converter else { return }
        text.removeAll()
        converter.finish(into: &text)
        try withBytes(text, body)
    }

    /// The text of a whole document.
    static func text(of body: UnsafeBufferPointer<UInt8>, contentType: String? = nil) -> [UInt8] {
        let head = UnsafeBufferPointer(rebasing: body.prefix(DocumentEncoding.headBytes))
        var decoder = DocumentDecoder(
            DocumentEncoding(head: head, isWhole: head.count == body.count, contentType: contentType))
        var text: [UInt8] = []
        decoder.decode(body) { text.append(contentsOf: $0) }
        decoder.finish { text.append(contentsOf: $0) }
        return text
    }
}
