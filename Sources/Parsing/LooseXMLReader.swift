// SPDX-License-Identifier: Apache-2.0
// The second pass, for documents that libxml2 refuses: tags are matched with forbearance, references are HTML's, a bare `&`
// or `<` is text. It tells the same events as the strict parser, in linear time, and names each kind of deviation once.

import Wording
import XML2

struct LooseXMLReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let limits: XMLLimits
    private let handler: XMLHandler
    private var tokenizer: HTMLTokenizer
    private var open = OpenElements()
    private var scratch = TagScratch()
    private var decoded = ByteBuffer()
    private(set) var warnings: [String] = []
    private var hasRoot = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: XMLLimits, handler: XMLHandler) {
        self.bytes = bytes
        self.limits = limits
        self.handler = handler
        tokenizer = HTMLTokenizer(bytes)
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
            case .cdata(let range): tell(UnsafeBufferPointer(rebasing: bytes[range]))
            case .start(let tag): try start(tag)
            case .end(let tag): end(tag)
            case .nothing: break
            }
        }
        if !open.isEmpty { warn("the document ends within an element") }
        close(downTo: 0)
        return warnings
    }

    private mutating func start(_ tag: HTMLTag) throws(XMLError) {
        guard tag.name.count + tag.attributes.count <= limits.maxTagBytes else {
            throw .limit("a tag longer than \(limits.maxTagBytes) bytes")
        }
        let name = QualifiedName(bytes, tag.name)
        closeImplied(by: name)
        if open.isEmpty {
            if hasRoot { warn("more than one root element") }
            hasRoot = true
        }
        guard open.count < limits.maxDepth else { return warn("elements nested too deep") }
        try scratch.fill(tag, bytes, name, limits: limits)
        if scratch.hasUndecodable { warn("an unescaped & in an attribute") }
        handler.start(handler.context, scratch.element(namespaceOf: &open, depth: open.count))
        open.push(name)
        if tag.isSelfClosing { close(downTo: open.count - 1) }
    }

    private mutating func end(_ tag: HTMLTag) {
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
        let text = UnsafeBufferPointer(rebasing: bytes[range])
        decoded.removeAll()
        let deviations = ReferenceDecoder.decode(text, inAttribute: false, into: &decoded)
        if deviations.contains(.bareAmpersand) { warn("an unescaped &") }
        if deviations.contains(.htmlEntity) { warn("an HTML entity that XML does not have") }
        if deviations.contains(.control) { warn("a control character") }
        if text.first == UInt8(ascii: "<") { warn("an unescaped <") }
        tell(decoded.bytes)
    }

    private mutating func tell(_ text: UnsafeBufferPointer<UInt8>) {
        guard !open.isEmpty, let start = text.baseAddress, !text.isEmpty else { return }
        handler.text(handler.context, start, text.count)
    }

    private mutating func warn(_ text: String) {
        if !warnings.contains(text) { warnings.append(text) }
    }
}
