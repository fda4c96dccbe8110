// SPDX-License-Identifier: Apache-2.0
// The C side of one parse: libxml2's callbacks, and what they leave behind the user pointer.

import CLibXML2

struct XMLSession {
    let handler: XMLHandler
    let maxErrors: Int
    var context: xmlParserCtxtPtr?
    var errors = 0
    var fatal: XMLError?
    /// At most `maxComplaints`, without repeats.
    var complaints: [String] = []

    private static let maxComplaints = 16

    init(handler: XMLHandler, maxErrors: Int) {
        self.handler = handler
        self.maxErrors = maxErrors
    }

    /// Everything that would build a tree, load a DTD or look up an entity is left out.
    static var callbacks: xmlSAXHandler {
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(XML_SAX2_MAGIC)
        sax.startElementNs = { user, local, prefix, uri, _, _, count, _, attributes in
            guard let session = XMLSession.at(user), let local else { return }
            session.pointee.handler.start(
                session.pointee.handler.context,
                XMLElement(
                    local: local, prefix: prefix, namespace: uri,
                    attributes: XMLAttributes(base: attributes, count: Int(count), escapesAmpersands: true)))
        }
        sax.endElementNs = { user, _, _, _ in
            guard let session = XMLSession.at(user) else { return }
            session.pointee.handler.end(session.pointee.handler.context)
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
        session.pointee.handler.text(session.pointee.handler.context, bytes, Int(count))
    }

    private static func at(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLSession>? {
        user?.assumingMemoryBound(to: XMLSession.self)
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
