// SPDX-License-Identifier: Apache-2.0
// Which encoding a document is in, as its beginning, its transport and it itself say. Order: byte order mark, the shape
// of UTF-16/32 and EBCDIC, the charset of Content-Type, the XML declaration, UTF-8 (RFC 7303, section 3, but for
// text/xml without a charset, whose US-ASCII nobody means). A name that the bytes belie is passed over; where all are,
// the bytes decide.

import XML2

struct DocumentEncoding {
    /// How many bytes a decision may look at.
    static let headBytes = 64 << 10

    /// The name that `CharacterConverter` knows; `nil` for UTF-8.
    private(set) var name: String?
    /// Bytes of a byte order mark.
    private(set) var markLength = 0
    private(set) var warnings: [String] = []

    /// - Parameters:
    ///   - head: the document's first `headBytes` bytes, or all of it.
    ///   - isWhole: whether the document ends with `head`.
    ///   - contentType: the HTTP header's value.
    init(head: UnsafeBufferPointer<UInt8>, isWhole: Bool, contentType: String?) {
        let served = contentType.flatMap(DeclaredEncoding.inContentType)
        if let mark = ByteOrderMark.of(head) {
            markLength = mark.length
            settle(on: mark.encoding, head, served: served)
        } else if let shape = ByteOrderMark.shape(of: head) {
            settle(on: shape, head, served: served)
        } else if ByteOrderMark.isEBCDIC(head) {
            let declared = Self.declaration(in: head, from: Self.ebcdic).flatMap(EncodingName.canonical)
            name = [declared, Self.ebcdic].compactMap(\.self).first(where: CharacterConverter.knows)
        } else {
            let labels = [served, DeclaredEncoding.inDocument(head)].compactMap(\.self)
            choose(HeadText(head, isWhole: isWhole), among: labels)
        }
    }

    private static let ebcdic = "IBM037"

    /// The bytes leave no doubt; what is declared can but be wrong.
    private mutating func settle(on encoding: String, _ head: UnsafeBufferPointer<UInt8>, served: String?) {
        name = encoding == "UTF-8" ? nil : encoding
        let marked = UnsafeBufferPointer(rebasing: head[markLength...])
        let declared = name.map { Self.declaration(in: marked, from: $0) } ?? DeclaredEncoding.inDocument(marked)
        for label in [served, declared].compactMap(\.self) where !Self.means(label, encoding) {
            warnings.append("declared as \(Self.quoted(label)), but it is \(encoding)")
        }
    }

    /// "UTF-16" may be either order.
    private static func means(_ label: String, _ encoding: String) -> Bool {
        EncodingName.canonical(label).map { encoding.hasPrefix($0) } ?? false
    }

    private static func declaration(in head: UnsafeBufferPointer<UInt8>, from encoding: String) -> String? {
        var text: [UInt8] = []
        CharacterConverter(from: encoding)?.convert(UnsafeBufferPointer(rebasing: head.prefix(1_024)), into: &text)
        return text.withUnsafeBufferPointer(DeclaredEncoding.inDocument)
    }

    private mutating func choose(_ head: HeadText, among labels: [String]) {
        let names = labels.map { (label: $0, name: EncodingName.canonical($0)) }
        for label in names where label.name == nil { warnings.append("unknown encoding \(Self.quoted(label.label))") }
        let known = names.compactMap { label in label.name.map { (label: label.label, name: $0) } }
        let fitting = known.first { head.fits($0.name) } ?? known.first { head.fits($0.name, tolerance: 0.2) }
        name = fitting?.name ?? head.guess()
        if name == "UTF-8" || name == "US-ASCII" { name = nil }
        let found = name ?? "UTF-8"
        if let first = known.first, first.name != fitting?.name {
            warnings.append("declared as \(Self.quoted(first.label)), but it looks like \(found)")
        } else if known.isEmpty, name != nil {
            warnings.append("no encoding declared; it looks like \(found)")
        }
    }

    /// A name from outside, as a warning may show it.
    private static func quoted(_ label: String) -> String {
        String(
            label.unicodeScalars.filter { $0.isASCII && $0.value > 0x20 && $0.value < 0x7F }.prefix(40).map(
                Character.init))
    }
}
