// SPDX-License-Identifier: Apache-2.0
// The C side of one parse: libxml2's callbacks, and what they leave behind the user pointer.

import CLibXML2

struct XMLSession {
    let handler: XMLHandler
    let maxErrors: Int
    let maxDepth: Int
    private var depth = 0
    var context: xmlParserCtxtPtr?
    var errors = 0
    var fatal: XMLError?
    /// At most `maxComplaints`, without repeats.
    var complaints: [String] = []
    /// How many bytes libxml2 has got.
    var pushed = 0
    /// Where the window under way begins in the document.
    private var windowStart = 0
    /// The pieces that libxml2 may still be in: for each, the first of its bytes as libxml2 counts and in the document.
    private var pieces: [(pushed: Int, place: Int)] = []

    private static let maxComplaints = 16

    init(handler: XMLHandler, limits: XMLLimits) {
        self.handler = handler
        maxErrors = limits.maxErrors
        maxDepth = limits.maxDepth
    }

    /// Everything that would build a tree, load a DTD or look up an entity is left out.
    static var callbacks: xmlSAXHandler {
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(XML_SAX2_MAGIC)
        sax.startElementNs = { user, local, prefix, uri, _, _, count, _, attributes in
            guard let session = XMLSession.at(user), let local else { return }
            session.pointee.depth += 1
            if session.pointee.depth > session.pointee.maxDepth { return session.pointee.stop() }
            session.pointee.handler.start(
                session.pointee.handler.context,
                XMLElement(
                    local: local, prefix: prefix, namespace: uri,
                    attributes: XMLAttributes(base: attributes, count: Int(count), escapesAmpersands: true)))
        }
        sax.endElementNs = { user, _, _, _ in
            guard let session = XMLSession.at(user) else { return }
            session.pointee.depth -= 1
            session.pointee.handler.end(session.pointee.handler.context, XMLPlace(session: session))
        }
        sax.characters = tell
        sax.cdataBlock = tell
        sax.ignorableWhitespace = tell
        sax.serror = { user, error in
            guard let session = XMLSession.at(user), let error else { return }
            session.pointee.note(error.pointee)
        }
        clibxml2_silence(&sax)
        return sax
    }

    private static let tell: charactersSAXFunc = { user, bytes, count in
        guard let session = XMLSession.at(user), let bytes else { return }
        if ControlReference.isControl(bytes, Int(count)), session.pointee.tell(referenceTo: bytes[1]) { return }
        session.pointee.handler.text(session.pointee.handler.context, bytes, Int(count))
    }

    /// `false` where the control character is no reference but stands in the text itself.
    private func tell(referenceTo number: UInt8) -> Bool {
        guard let place = context?.pointee.input?.pointee.cur, place[-1] == UInt8(ascii: ";") else { return false }
        var meaning = ControlReference.meaning(number)
        guard meaning != 0 else { return false }
        withUnsafeBytes(of: &meaning) { bytes in
            let count = bytes.firstIndex(of: 0) ?? bytes.count
            guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
            handler.text(handler.context, start, count)
        }
        return true
    }

    private static func at(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLSession>? {
        user?.assumingMemoryBound(to: XMLSession.self)
    }

    /// The next bytes for libxml2 stand at `offset` of the window.
    mutating func begin(pieceAt offset: Int) {
        if pieces.count > 1, let read, let current = pieces.lastIndex(where: { $0.pushed < read }) {
            pieces.removeFirst(current)
        }
        pieces.append((pushed, windowStart + offset))
    }

    /// The window ends after `count` bytes.
    mutating func settle(_ count: Int) {
        windowStart += count
    }

    /// Whether libxml2 has read all that it got, and stands between tags within the root element.
    var isWithinElement: Bool {
        guard let context, let input = context.pointee.input else { return false }
        return context.pointee.instate == XML_PARSER_CONTENT && input.pointee.cur == input.pointee.end
            && context.pointee.nameNr > 0
    }

    /// How many bytes of the document stand before the place that libxml2 has come to.
    var place: Int? {
        guard let read, let piece = pieces.last(where: { $0.pushed < read }) else { return nil }
        return piece.place + read - piece.pushed
    }

    /// The same in the bytes that libxml2 got. C: `xmlByteConsumed`, which counts in the original encoding.
    private var read: Int? {
        guard let input = context?.pointee.input else { return nil }
        return Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
    }

    /// Elements stand too deep within one another. libxml2 bounds that only where it builds a tree.
    private mutating func stop() {
        guard fatal == nil, let context else { return }
        fatal = .malformed(
            line: Int(context.pointee.input?.pointee.line ?? 0),
            message: "more than \(maxDepth) elements within one another")
        xmlStopParser(context)
    }

    private mutating func note(_ error: xmlError) {
        errors += 1
        if errors > maxErrors, let context { xmlStopParser(context) }
        let message = error.message.map { String(cString: $0) } ?? "error \(error.code)"
        let line = message.last == "\n" ? String(message.dropLast()) : message
        if error.level == XML_ERR_FATAL {
            fatal = fatal ?? .malformed(line: Int(error.line), message: line)
        } else if complaints.count < Self.maxComplaints, !complaints.contains(line) {
            complaints.append(line)
        }
    }
}

/// Where in the document an event is told.
package struct XMLPlace {
    private let session: UnsafeMutablePointer<XMLSession>?

    init(session: UnsafeMutablePointer<XMLSession>) {
        self.session = session
    }

    private init() {
        session = nil
    }

    package static var unknown: XMLPlace { XMLPlace() }

    /// How many bytes of the document stand before the end of what the event is about; `nil` where nobody counts. Valid
    /// during the event.
    package var offset: Int? { session?.pointee.place }
}
