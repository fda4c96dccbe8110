// SPDX-License-Identifier: Apache-2.0
// libxml2's SAX2 push parser made safe: UTF-8 in, events out, no tree, no entity but the five, no file, no network.

import CLibXML2
import Glibc

/// Parses one whole UTF-8 document strictly. Synchronous CPU work on the calling thread; nothing blocks.
package struct XMLPushParser {
    package var limits: XMLLimits

    package init(limits: XMLLimits = XMLLimits()) {
        self.limits = limits
    }

    /// Tells `handler` the events of `document`. The encoding declaration is not looked at: the bytes are UTF-8.
    ///
    /// - Returns: what libxml2 complained of and went on, such as an undeclared prefix; at most 16 texts.
    /// - Throws: `XMLError.malformed` at the first violation of well-formedness; events told before it stay told.
    ///
    /// C: `xmlCreatePushParserCtxt`, `xmlParseChunk`.
    @discardableResult
    package func parse(_ document: UnsafeBufferPointer<UInt8>, handler: XMLHandler) throws(XMLError) -> [String] {
        guard let start = document.baseAddress, !document.isEmpty else {
            throw .malformed(line: 1, message: "Document is empty")
        }
        var scan = XMLGuard(document, start: start, limits: limits)
        let pieces = try scan.split()
        var session = XMLSession(handler: handler, maxErrors: limits.maxErrors)
        var outcome: XMLError?
        withUnsafeMutablePointer(to: &session) { session in
            outcome = feed(pieces, of: start, to: session)
        }
        if let outcome { throw outcome }
        return session.complaints
    }

    private func feed(
        _ pieces: [Range<Int>], of start: UnsafePointer<UInt8>, to session: UnsafeMutablePointer<XMLSession>
    ) -> XMLError? {
        var callbacks = XMLSession.callbacks
        guard let context = xmlCreatePushParserCtxt(&callbacks, session, nil, 0, nil) else { return .outOfMemory }
        defer {
            if let document = context.pointee.myDoc { xmlFreeDoc(document) }
            xmlFreeParserCtxt(context)
        }
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
        session.pointee.context = context
        let deadline = CPUDeadline(after: limits.cpuTime)
        for piece in pieces {
            for chunk in stride(from: piece.lowerBound, to: piece.upperBound, by: Self.chunkBytes) {
                let length = min(Self.chunkBytes, piece.upperBound - chunk)
                push(start + chunk, length, last: false, to: context)
                if let error = failure(of: session, context) { return error }
                if deadline.isPassed { return .deadline }
            }
        }
        push(nil, 0, last: true, to: context)
        return failure(of: session, context)
    }

    private static let chunkBytes = 16 << 10

    private func push(
        _ bytes: UnsafePointer<UInt8>?, _ count: Int, last: Bool, to context: xmlParserCtxtPtr
    ) {
        // The return value is the last error's code, also of errors that are none for us: failure(of:_:) decides.
        _ =
            UnsafeRawPointer(bytes).map { raw in
                xmlParseChunk(context, raw.assumingMemoryBound(to: CChar.self), Int32(count), last ? 1 : 0)
            } ?? xmlParseChunk(context, nil, 0, last ? 1 : 0)
    }

    private func failure(of session: UnsafeMutablePointer<XMLSession>, _ context: xmlParserCtxtPtr) -> XMLError? {
        if session.pointee.errors > limits.maxErrors {
            return .malformed(
                line: Int(context.pointee.lastError.line), message: "more than \(limits.maxErrors) errors")
        }
        guard context.pointee.wellFormed == 0 else { return nil }
        return session.pointee.fatal ?? .malformed(line: 0, message: "not well-formed")
    }
}
