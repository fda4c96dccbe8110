// SPDX-License-Identifier: Apache-2.0
// The second pass, for documents that libxml2 refuses: tags are matched with forbearance, references are HTML's, a bare `&`
// or `<` is text. It tells the same events as the strict parser, in linear time, and names each kind of deviation once.

import Wording
import XML2

struct LooseXMLReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let limits: XMLLimits
    private let handler: XMLHandler
    private var tokenizer: LooseXMLTokenizer
    private var declared: DeclaredEntities?
    private var open = OpenElements()
    private var scratch = TagScratch()
    private var decoded = ByteBuffer()
    private(set) var warnings: [String] = []
    private var hasRoot = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: XMLLimits, handler: XMLHandler) {
        self.bytes = bytes
        self.limits = limits
        self.handler = handler
        tokenizer = LooseXMLTokenizer(bytes)
        let entities = DeclaredEntities(bytes, maxBytes: limits.maxInternalSubsetBytes)
        declared = entities.isEmpty ? nil : entities
    }

    /// Tells the handler everything, every element closed at the end.
    ///
    /// - Returns: the deviations that were found, each once.
    mutating func read() throws(XMLError) -> [String] {
        defer {
            decoded.deallocate()
            scratch.deallocate()
        }
        let deadline = CPUDeadline(after: limits.cpuTime)
        var turns = 0
        while let token = tokenizer.next() {
            turns += 1
            if turns & 1_023 == 0, deadline.isPassed { throw .deadline }
            switch token {
            case .text(let range): text(range)
            case .cdata(let range): characterData(range)
            case .start(let tag): try start(tag)
            case .end(let tag): end(tag)
            case .nothing: break
            }
        }
        finish()
        return warnings
    }

    /// An address, a name or a date that breaks off with the document is none: its end is not told.
    private mutating func finish() {
        guard let top = open.top else { return }
        warn("the document ends within an element")
        if !top.holdsTextOnly { close(downTo: 0) }
    }

    private mutating func start(_ tag: LooseTag) throws(XMLError) {
        guard tag.name.count + tag.attributes.count <= limits.maxTagBytes else {
            throw .limit("a tag longer than \(limits.maxTagBytes) bytes")
        }
        let name = QualifiedName(bytes, tag.name)
        if !tag.isClosed {
            warn("a tag without its >")
            // Where it is no element of a feed, nobody meant a tag.
            if !name.isField { return text(tag.start..<tag.attributes.upperBound) }
        }
        closeImplied(by: name)
        if open.isEmpty {
            if hasRoot { warn("more than one root element") }
            hasRoot = true
        }
        guard open.count < limits.maxDepth else { return warn("elements nested too deep") }
        try scratch.fill(tag, bytes, &declared, limits: limits)
        if scratch.hasUndecodable { warn("an unescaped & in an attribute") }
        handler.start(handler.context, scratch.element(namespaceOf: &open, depth: open.count))
        open.push(name)
        if tag.isSelfClosing { close(downTo: open.count - 1) }
    }

    private mutating func end(_ tag: LooseTag) {
        let name = QualifiedName(bytes, tag.name)
        guard let index = open.match(name) else { return warn("an end tag without its start") }
        if index < open.count - 1 { warn("an element is not closed") }
        close(downTo: index)
    }

    /// An entry cannot hold an entry, nor a title a date: the open one was never closed.
    private mutating func closeImplied(by name: QualifiedName) {
        if name.isEntry, let index = open.lastEntry {
            warn("an element is not closed")
            close(downTo: index)
        } else if name.isField, let top = open.top, top.holdsTextOnly {
            warn("an element is not closed")
            close(downTo: open.count - 1)
        }
    }

    private mutating func close(downTo count: Int) {
        while open.count > count {
            open.pop()
            handler.end(handler.context, .unknown)
        }
    }

    private mutating func text(_ range: Range<Int>) {
        let text = UnsafeBufferPointer(rebasing: bytes[range.lowerBound..<endOfWholeReferences(in: range)])
        decoded.removeAll()
        let deviations = ReferenceDecoder.decode(text, inAttribute: false, declared: &declared, into: &decoded)
        if deviations.contains(.bareAmpersand) { warn("an unescaped &") }
        if deviations.contains(.htmlEntity) { warn("an HTML entity that XML does not have") }
        if deviations.contains(.control) { warn("a control character") }
        if text.first == UInt8(ascii: "<") { warn("an unescaped <") }
        tell(decoded.bytes)
    }

    /// Where the document's last text ends, without a reference that is cut off with it.
    private func endOfWholeReferences(in range: Range<Int>) -> Int {
        guard range.upperBound == bytes.count,
            let ampersand = bytes[range].suffix(Self.longestReference).lastIndex(of: UInt8(ascii: "&")),
            bytes[ampersand..<range.upperBound].dropFirst().allSatisfy({ $0.isASCIILetter || $0.isDigit || $0 == 0x23 })
        else { return range.upperBound }
        return ampersand
    }

    private static let longestReference = 32

    /// A section lacks its own end where it holds the end tag of the open element and then the beginning of another one or
    /// nothing more.
    private mutating func characterData(_ range: Range<Int>) {
        let next = bytes.first("<![CDATA[", in: range) ?? (range.upperBound == bytes.count ? bytes.count : nil)
        guard let next, let name = open.top, let end = name.endTag(in: bytes, range.lowerBound..<next) else {
            return tell(UnsafeBufferPointer(rebasing: bytes[range]))
        }
        warn("a CDATA section without its end")
        tell(UnsafeBufferPointer(rebasing: bytes[range.lowerBound..<end]))
        tokenizer.goBack(to: end)
    }

    private mutating func tell(_ text: UnsafeBufferPointer<UInt8>) {
        guard !open.isEmpty, let start = text.baseAddress, !text.isEmpty else { return }
        handler.text(handler.context, start, text.count)
    }

    private mutating func warn(_ text: String) {
        if !warnings.contains(text) { warnings.append(text) }
    }
}
