// SPDX-License-Identifier: Apache-2.0
// Looks at a document's bytes before libxml2 does, since one call of libxml2 cannot be interrupted: measures tags, counts
// attributes, and cuts out what a feed needs no parser for (declaration, DOCTYPE, comments, processing instructions).
// One pass, linear.

import CLibXML2
import Glibc

/// Splits a document into the pieces that are to be read, window by window.
struct XMLGuard {
    /// What the next byte belongs to. Tags and DOCTYPEs are short, and looked at once they are whole.
    private enum State {
        case content, comment, instruction, characterData
    }

    private let limits: XMLLimits
    private var state = State.content
    private var asides = 0
    private var hasRoot = false
    /// What is wrong with what is cut out.
    private(set) var complaints: [String] = []
    /// Where in the window the piece under way begins.
    private var pieceStart = 0

    init(limits: XMLLimits) {
        self.limits = limits
    }

    /// Looks at a window: what was left unsettled of the last one, and the bytes that follow it in the document.
    ///
    /// - Parameters:
    ///   - bytes: the window.
    ///   - isLast: whether the document ends with the window; all of it is settled then.
    ///   - pieces: gets what of the window is to be read, in order.
    /// - Returns: how many bytes are settled. The others begin something of which the end is not there yet.
    /// - Throws: `XMLError.limit`.
    mutating func split(
        _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into pieces: inout [XMLPiece]
    ) throws(XMLError) -> Int {
        guard let start = bytes.baseAddress else { return 0 }
        let window = Window(start: start, count: bytes.count)
        var position = 0
        pieceStart = 0
        while position < window.count, let end = try step(window, from: position, into: &pieces) { position = end }
        // What stands open is settled at the document's end, and so is all but the mark that may be under way.
        let settled = isLast ? window.count : max(position, window.count - unsettledBytes(window, from: position))
        if state == .content || state == .characterData { keep(upTo: settled, in: &pieces) }
        return settled
    }

    /// Goes to the end of what begins at `position`; `nil` where that is not in the window.
    private mutating func step(
        _ window: Window, from position: Int, into pieces: inout [XMLPiece]
    ) throws(XMLError) -> Int? {
        switch state {
        case .content:
            guard let open = window.find("<", from: position) else { return window.count }
            if open - position >= XMLPiece.longText, hasRoot {
                keep(upTo: position, in: &pieces)
                pieces.append(XMLPiece(kind: .text, range: position..<open))
                pieceStart = open
            }
            return try markup(window, at: open, into: &pieces)
        case .characterData: return leave(window.end(of: "]]>", from: position), cuts: false)
        case .comment: return leave(window.end(of: "-->", from: position), cuts: true)
        case .instruction: return leave(window.end(of: "?>", from: position), cuts: true)
        }
    }

    private mutating func leave(_ end: Int?, cuts: Bool) -> Int? {
        guard let end else { return nil }
        state = .content
        if cuts { pieceStart = end }
        return end
    }

    /// How many bytes at the window's end may belong to a construct or to a mark whose end is yet to come.
    private func unsettledBytes(_ window: Window, from position: Int) -> Int {
        switch state {
        case .content: window.count - (window.find("<", from: position) ?? window.count)
        case .characterData, .comment: min(2, window.count - position)
        case .instruction: min(1, window.count - position)
        }
    }

    private mutating func markup(
        _ window: Window, at open: Int, into pieces: inout [XMLPiece]
    ) throws(XMLError) -> Int? {
        guard open + 1 < window.count else { return nil }
        switch window.start[open + 1] {
        case UInt8(ascii: "?"): return try cut(to: .instruction, from: open, length: 2, into: &pieces)
        case UInt8(ascii: "!"): return try declaration(window, at: open, into: &pieces)
        case UInt8(ascii: "/"): return try endTag(window, at: open)
        default:
            hasRoot = true
            return try tag(window, at: open)
        }
    }

    private mutating func declaration(
        _ window: Window, at open: Int, into pieces: inout [XMLPiece]
    ) throws(XMLError) -> Int? {
        if window.begins(with: "<!--", at: open) { return try cut(to: .comment, from: open, length: 4, into: &pieces) }
        if window.begins(with: "<![CDATA[", at: open) {
            guard let end = window.end(of: "]]>", from: open + 9) else {
                state = .characterData
                return open + 9
            }
            if end - open >= XMLPiece.longText {
                keep(upTo: open, in: &pieces)
                pieces.append(XMLPiece(kind: .characterData, range: open..<end))
                pieceStart = end
            }
            return end
        }
        guard window.count - open >= 9 else { return nil }
        guard !hasRoot, window.begins(with: "<!DOCTYPE", at: open) || window.begins(with: "<!doctype", at: open) else {
            return open + 2
        }
        var doctype = Doctype(window, limits: limits)
        guard let end = try doctype.end(from: open + 9) else { return nil }
        if doctype.isBroken { complaints.append("a DOCTYPE without its end") }
        try keepAside(upTo: open, into: &pieces)
        pieceStart = end
        return end
    }

    private mutating func cut(
        to next: State, from open: Int, length: Int, into pieces: inout [XMLPiece]
    ) throws(XMLError) -> Int {
        try keepAside(upTo: open, into: &pieces)
        state = next
        return open + length
    }

    private mutating func keepAside(upTo open: Int, into pieces: inout [XMLPiece]) throws(XMLError) {
        asides += 1
        guard asides <= limits.maxAsides else { throw .limit("more than \(limits.maxAsides) comments and PIs") }
        keep(upTo: open, in: &pieces)
    }

    private mutating func keep(upTo end: Int, in pieces: inout [XMLPiece]) {
        if end > pieceStart { pieces.append(XMLPiece(kind: .markup, range: pieceStart..<end)) }
        pieceStart = max(pieceStart, end)
    }

    private func endTag(_ window: Window, at open: Int) throws(XMLError) -> Int? {
        let found = window.find(">", from: open + 1)
        try check(tagBytes: (found ?? window.count) - open)
        return found.map { $0 + 1 }
    }

    /// Most tags have no attributes, which shows by the first `=`. They are short: a plain loop beats memchr.
    private func tag(_ window: Window, at open: Int) throws(XMLError) -> Int? {
        let bound = min(window.count, open + limits.maxTagBytes + 1)
        var position = open + 1
        while position < bound {
            switch window.start[position] {
            case UInt8(ascii: ">"): return position + 1
            case UInt8(ascii: "="): return try quotedTag(window, from: open, firstValue: position)
            default: position += 1
            }
        }
        try check(tagBytes: bound - open)
        return nil
    }

    /// A tag with attributes: a `>` between quotation marks does not end it, and each quoted value is an attribute.
    private func quotedTag(_ window: Window, from open: Int, firstValue: Int) throws(XMLError) -> Int? {
        var position = firstValue
        var attributes = 0
        let bound = min(window.count, open + limits.maxTagBytes + 1)
        while position < bound {
            let byte = window.start[position]
            position += 1
            if byte == UInt8(ascii: ">") { return position }
            guard byte == 0x22 || byte == 0x27 else { continue }
            attributes += 1
            guard attributes <= limits.maxAttributes else {
                throw .limit("a tag with more than \(limits.maxAttributes) attributes")
            }
            guard let close = window.find(byte, from: position, to: bound) else { break }
            position = close + 1
        }
        try check(tagBytes: bound - open)
        return nil
    }

    private func check(tagBytes: Int) throws(XMLError) {
        guard tagBytes <= limits.maxTagBytes else { throw .limit("a tag longer than \(limits.maxTagBytes) bytes") }
    }
}
