// SPDX-License-Identifier: Apache-2.0
// Looks at a document's bytes before libxml2 does, since one call of libxml2 cannot be interrupted: measures tags, counts
// attributes, and cuts out what a feed needs no parser for (declaration, DOCTYPE, comments, processing instructions).
// One pass, linear; a tag without quotation marks costs two memchr.

import CLibXML2
import Glibc

/// Splits a document into the pieces that libxml2 may read.
struct XMLGuard {
    private let start: UnsafePointer<UInt8>
    private let count: Int
    private let limits: XMLLimits
    private var pieces: [Range<Int>] = []
    private var pieceStart = 0
    private var asides = 0
    private var hasRoot = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, start: UnsafePointer<UInt8>, limits: XMLLimits) {
        self.start = start
        self.limits = limits
        count = bytes.count
    }

    /// The ranges of bytes to parse, in order. Cheap to call: it touches each tag once and no text.
    mutating func split() throws(XMLError) -> [Range<Int>] {
        var position = 0
        while let open = find("<", from: position) {
            position = try skip(markupAt: open)
        }
        keep(upTo: count)
        return pieces
    }

    private mutating func skip(markupAt open: Int) throws(XMLError) -> Int {
        guard open + 1 < count else { return count }
        switch start[open + 1] {
        case UInt8(ascii: "?"): return try cut(from: open, to: end(of: "?>", from: open + 2))
        case UInt8(ascii: "!"): return try skip(declarationAt: open)
        case UInt8(ascii: "/"): return try skipTag(at: open)
        default:
            hasRoot = true
            return try skipTag(at: open)
        }
    }

    private mutating func skip(declarationAt open: Int) throws(XMLError) -> Int {
        if begins(with: "<!--", at: open) { return try cut(from: open, to: end(of: "-->", from: open + 4)) }
        if begins(with: "<![CDATA[", at: open) { return end(of: "]]>", from: open + 9) }
        if !hasRoot, begins(with: "<!DOCTYPE", at: open) || begins(with: "<!doctype", at: open) {
            return try cut(from: open, to: endOfDoctype(from: open + 9))
        }
        return open + 2
    }

    private mutating func cut(from open: Int, to close: Int) throws(XMLError) -> Int {
        asides += 1
        guard asides <= limits.maxAsides else { throw .limit("more than \(limits.maxAsides) comments and PIs") }
        keep(upTo: open)
        pieceStart = close
        return close
    }

    private mutating func keep(upTo end: Int) {
        if end > pieceStart { pieces.append(pieceStart..<end) }
    }

    private func skipTag(at open: Int) throws(XMLError) -> Int {
        let close = find(">", from: open + 1) ?? count
        guard let quote = memchr(start + open, 0x22, close - open) ?? memchr(start + open, 0x27, close - open) else {
            try check(tagBytes: close - open)
            return close
        }
        return try skipQuoted(from: open, firstQuote: quote)
    }

    /// A tag with attributes: a `>` between quotation marks does not end it, and each quoted value is an attribute.
    private func skipQuoted(from open: Int, firstQuote: UnsafeMutableRawPointer) throws(XMLError) -> Int {
        var position = open + 1
        var attributes = 0
        let bound = min(count, open + limits.maxTagBytes + 1)
        while position < bound {
            let byte = start[position]
            if byte == UInt8(ascii: ">") { return position }
            position += 1
            guard byte == 0x22 || byte == 0x27 else { continue }
            attributes += 1
            guard attributes <= limits.maxAttributes else {
                throw .limit("a tag with more than \(limits.maxAttributes) attributes")
            }
            guard let close = memchr(start + position, Int32(byte), bound - position) else { break }
            position = start.distance(to: close.assumingMemoryBound(to: UInt8.self)) + 1
        }
        try check(tagBytes: bound - open)
        return count
    }

    private func check(tagBytes: Int) throws(XMLError) {
        guard tagBytes <= limits.maxTagBytes else { throw .limit("a tag longer than \(limits.maxTagBytes) bytes") }
    }

    /// After the `>` of a DOCTYPE, whose internal subset may hold quoted strings, comments and further `<…>`.
    private func endOfDoctype(from begin: Int) throws(XMLError) -> Int {
        var position = begin
        var subset: Int?
        while position < count {
            let byte = start[position]
            if let subset, position - subset > limits.maxInternalSubsetBytes {
                throw .limit("an internal DTD subset longer than \(limits.maxInternalSubsetBytes) bytes")
            }
            switch byte {
            case UInt8(ascii: "["): subset = subset ?? position
            case UInt8(ascii: ">") where subset == nil: return position + 1
            case UInt8(ascii: "]"):
                try checkEntities(from: begin, to: position)
                guard let close = find(">", from: position) else { return count }
                return close + 1
            case 0x22, 0x27: position = skipLiteral(byte, from: position, limit: subset)
            default: break
            }
            position += 1
        }
        return count
    }

    /// An entity made of entities is a bomb, and no feed has any use for one.
    private func checkEntities(from begin: Int, to end: Int) throws(XMLError) {
        let subset = UnsafeBufferPointer(start: start + begin, count: end - begin)
        let text = String(decoding: subset, as: UTF8.self)
        for declaration in text.split(separator: "<!ENTITY").dropFirst() {
            let value = declaration.prefix { $0 != ">" }
            let references = value.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
            guard references.allSatisfy({ $0.first == "#" || Self.predefined.contains(where: $0.hasPrefix) }) else {
                throw .limit("an entity that is made of entities")
            }
        }
    }

    private static let predefined = ["amp;", "lt;", "gt;", "quot;", "apos;"]

    private func skipLiteral(_ quote: UInt8, from open: Int, limit subset: Int?) -> Int {
        let bound = min(count, (subset ?? open) + limits.maxInternalSubsetBytes + 2)
        guard open + 1 < bound, let close = memchr(start + open + 1, Int32(quote), bound - open - 1) else {
            return bound - 1
        }
        return start.distance(to: close.assumingMemoryBound(to: UInt8.self))
    }

    private func find(_ character: Unicode.Scalar, from position: Int) -> Int? {
        guard position < count,
            let found = memchr(start + position, Int32(character.value), count - position)
        else { return nil }
        return start.distance(to: found.assumingMemoryBound(to: UInt8.self))
    }

    private func end(of mark: StaticString, from position: Int) -> Int {
        guard position < count,
            let found = clibxml2_find(start + position, count - position, mark.utf8Start, mark.utf8CodeUnitCount)
        else { return count }
        return start.distance(to: found.assumingMemoryBound(to: UInt8.self)) + mark.utf8CodeUnitCount
    }

    private func begins(with mark: StaticString, at position: Int) -> Bool {
        count - position >= mark.utf8CodeUnitCount
            && memcmp(start + position, mark.utf8Start, mark.utf8CodeUnitCount) == 0
    }
}
