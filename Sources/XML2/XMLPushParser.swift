// SPDX-License-Identifier: Apache-2.0
// libxml2's SAX2 push parser made safe: UTF-8 in, events out, no tree, no entity but the five, no file, no network.

import CLibXML2

/// Parses one UTF-8 document strictly, while it arrives: `push` its bytes in order, then `finish`.
///
/// Synchronous CPU work on the calling thread; nothing blocks. Calls may come from different threads, one at a time. The
/// events are the same however the document is cut, since libxml2 always gets it in the same windows.
///
/// C: `xmlCreatePushParserCtxt`, `xmlParseChunk`.
package final class XMLPushParser {
    private let limits: XMLLimits
    /// Where libxml2's callbacks find it.
    private let session: UnsafeMutablePointer<XMLSession>
    private let context: xmlParserCtxtPtr
    private var guardian: XMLGuard
    /// Bytes that are not settled, or not yet a window.
    private var waiting: [UInt8] = []
    /// How many bytes of the document are still to come until the window under way is whole.
    private var missing = windowBytes
    private var cpuTime: Duration
    private var pieces: [XMLPiece] = []

    private static let windowBytes = 16 << 10

    /// The encoding declaration of the document is not looked at: the bytes are UTF-8.
    ///
    /// - Throws: `XMLError.outOfMemory`.
    package init(limits: XMLLimits = XMLLimits(), handler: XMLHandler) throws(XMLError) {
        self.limits = limits
        guardian = XMLGuard(limits: limits)
        cpuTime = limits.cpuTime
        session = .allocate(capacity: 1)
        session.initialize(to: XMLSession(handler: handler, limits: limits))
        var callbacks = XMLSession.callbacks
        guard let context = xmlCreatePushParserCtxt(&callbacks, session, nil, 0, nil) else {
            session.deinitialize(count: 1)
            session.deallocate()
            throw .outOfMemory
        }
        self.context = context
        session.pointee.context = context
        // Said beforehand, or libxml2 would guess by the first bytes, and count those of its own conversion.
        context.pointee.charset = Int32(XML_CHAR_ENCODING_UTF8.rawValue)
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
    }

    deinit {
        if let document = context.pointee.myDoc { xmlFreeDoc(document) }
        xmlFreeParserCtxt(context)
        session.deinitialize(count: 1)
        session.deallocate()
    }

    /// Tells the handler the events of a whole document.
    ///
    /// - Returns and throws: as `finish`.
    @discardableResult
    package static func parse(
        _ document: UnsafeBufferPointer<UInt8>, limits: XMLLimits = XMLLimits(), handler: XMLHandler
    ) throws(XMLError) -> [String] {
        let parser = try XMLPushParser(limits: limits, handler: handler)
        try parser.push(document)
        return try parser.finish()
    }

    /// Takes the document's next bytes, and tells the handler the events that they complete.
    ///
    /// - Throws: `XMLError.malformed` at the first violation of well-formedness, or the bound that is exceeded; events told
    ///   before stay told. Nothing may be pushed after that.
    package func push(_ bytes: UnsafeBufferPointer<UInt8>) throws(XMLError) {
        let deadline = CPUDeadline(after: cpuTime)
        defer { cpuTime = deadline.left }
        var (start, end) = (0, 0)
        while bytes.count - end >= missing {
            end += missing
            missing = Self.windowBytes
            if waiting.isEmpty {
                start += try read(UnsafeBufferPointer(rebasing: bytes[start..<end]), deadline)
            } else {
                try readWaiting(with: bytes[start..<end], deadline)
                start = end
                goBack(within: bytes, &start)
            }
        }
        missing -= bytes.count - end
        waiting.append(contentsOf: bytes[start...])
    }

    /// The document ends here.
    ///
    /// - Returns: what libxml2 complained of and went on, such as an undeclared prefix; at most 16 texts.
    /// - Throws: as `push`.
    package func finish() throws(XMLError) -> [String] {
        let deadline = CPUDeadline(after: cpuTime)
        var rest: [UInt8] = []
        swap(&rest, &waiting)
        try withBuffer(rest) { bytes throws(XMLError) in _ = try read(bytes, isLast: true, deadline) }
        _ = xmlParseChunk(context, nil, 0, 1)
        if session.pointee.pushed == 0 { throw .malformed(line: 1, message: "Document is empty") }
        if let error = failure { throw error }
        return guardian.complaints + session.pointee.complaints
    }

    /// Reads the window that `waiting` begins and `bytes` completes; what is unsettled of it waits on.
    private func readWaiting(with bytes: Slice<UnsafeBufferPointer<UInt8>>, _ deadline: CPUDeadline) throws(XMLError) {
        var window: [UInt8] = []
        swap(&window, &waiting)
        window.append(contentsOf: bytes)
        var settled = 0
        try withBuffer(window) { window throws(XMLError) in settled = try read(window, deadline) }
        window.removeFirst(settled)
        swap(&window, &waiting)
    }

    /// Where all that waits stands in `bytes` too, before `start`, it is read on from there: nothing more is copied.
    private func goBack(within bytes: UnsafeBufferPointer<UInt8>, _ start: inout Int) {
        guard waiting.count <= start else { return }
        start -= waiting.count
        waiting.removeAll()
    }

    /// - Returns: how many bytes are settled.
    private func read(
        _ window: UnsafeBufferPointer<UInt8>, isLast: Bool = false, _ deadline: CPUDeadline
    ) throws(XMLError) -> Int {
        pieces.removeAll(keepingCapacity: true)
        let settled = try guardian.split(window, isLast: isLast, into: &pieces)
        for piece in pieces {
            let bytes = UnsafeBufferPointer(rebasing: window[piece.range])
            if !tellDirectly(piece.kind, bytes) { try read(bytes, at: piece.range.lowerBound) }
        }
        session.pointee.settle(settled)
        guard xmlDictSize(context.pointee.dict) <= limits.maxNames else {
            throw .limit("more than \(limits.maxNames) different names")
        }
        if deadline.isPassed { throw .deadline }
        return settled
    }

    private func read(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) throws(XMLError) {
        guard let start = bytes.baseAddress else { return }
        session.pointee.begin(pieceAt: offset)
        // The return value is the last error's code, also of errors that are none for us: `failure` decides.
        UnsafeRawPointer(start).withMemoryRebound(to: CChar.self, capacity: bytes.count) {
            _ = xmlParseChunk(context, $0, Int32(bytes.count), 0)
        }
        session.pointee.pushed += bytes.count
        if let error = failure { throw error }
        try checkUnread()
    }

    /// libxml2 keeps a reference until its `;` comes, and looks for it anew with each call. Nothing else is so long.
    private func checkUnread() throws(XMLError) {
        guard let input = context.pointee.input, input.pointee.end - input.pointee.cur > longestUnread else { return }
        throw .malformed(line: Int(input.pointee.line), message: "a reference without its end")
    }

    private var longestUnread: Int { limits.maxTagBytes + 4 * Self.windowBytes }

    /// Tells a long text past libxml2, where it has read all that is before and would only hand it on.
    private func tellDirectly(_ kind: XMLPiece.Kind, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard kind != .markup, session.pointee.isWithinElement else { return false }
        let isMarked = kind == .characterData
        let text = isMarked ? UnsafeBufferPointer(rebasing: bytes[9..<(bytes.count - 3)]) : bytes
        guard let plain = PlainText(text, hasReferences: !isMarked) else { return false }
        let handler = session.pointee.handler
        plain.tell(hasReferences: !isMarked) { handler.text(handler.context, $0, $1) }
        context.pointee.input.pointee.line += Int32(plain.lineFeeds)
        return true
    }

    private var failure: XMLError? {
        if session.pointee.errors > limits.maxErrors {
            return .malformed(
                line: Int(context.pointee.lastError.line), message: "more than \(limits.maxErrors) errors")
        }
        if let fatal = session.pointee.fatal { return fatal }
        guard context.pointee.wellFormed == 0 else { return nil }
        return .malformed(line: 0, message: "not well-formed")
    }
}

/// `withUnsafeBufferPointer` for what throws an `XMLError`.
private func withBuffer(
    _ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws(XMLError) -> Void
) throws(XMLError) {
    var outcome: Result<Void, XMLError> = .success(())
    bytes.withUnsafeBufferPointer { bytes in
        outcome = Result { () throws(XMLError) in try body(bytes) }
    }
    try outcome.get()
}
