// SPDX-License-Identifier: Apache-2.0
// A DOCTYPE is never read, only measured: DTDs are not loaded, and an entity made of entities is a bomb.

/// Finds the end of a DOCTYPE.
struct Doctype {
    private let window: Window
    private let limits: XMLLimits

    /// Whether the DOCTYPE is over although it lacks its end.
    private(set) var isBroken = false

    init(_ window: Window, limits: XMLLimits) {
        self.window = window
        self.limits = limits
    }

    /// After the `>` of the DOCTYPE whose name begins at `begin`, whose internal subset may hold quoted strings, comments
    /// and further `<!…>`; before a `<` that begins an element, since one without its end hides nothing. `nil` where
    /// neither is in the window.
    mutating func end(from begin: Int) throws(XMLError) -> Int? {
        var position = begin
        var subset: Int?
        while position < window.count {
            let byte = window.start[position]
            try check(length: position - (subset ?? begin))
            switch byte {
            case UInt8(ascii: "["): subset = subset ?? position
            case UInt8(ascii: ">") where subset == nil: return position + 1
            case UInt8(ascii: "]"):
                try checkEntities(from: begin, to: position)
                guard let close = window.find(">", from: position) else { return try wait(from: position) }
                return close + 1
            case UInt8(ascii: "<"):
                guard window.count - position >= 4 else { return nil }
                isBroken = window.start[position + 1] != UInt8(ascii: "!") && window.start[position + 1] != 0x3F
                if isBroken { return position }
                guard let end = endOfComment(at: position) else { return try wait(from: subset ?? begin) }
                position = end
                continue
            case 0x22, 0x27:
                guard let close = window.find(byte, from: position + 1, to: window.count) else {
                    return try wait(from: subset ?? begin)
                }
                position = close
            default: break
            }
            position += 1
        }
        return nil
    }

    /// The end is not in the window, and may come as long as the bound allows.
    private func wait(from begin: Int) throws(XMLError) -> Int? {
        try check(length: window.count - begin)
        return nil
    }

    /// After the comment at `position`, or after the `<` of what is none.
    private func endOfComment(at position: Int) -> Int? {
        window.begins(with: "<!--", at: position) ? window.end(of: "-->", from: position + 4) : position + 1
    }

    private func check(length: Int) throws(XMLError) {
        guard length <= limits.maxInternalSubsetBytes else {
            throw .limit("an internal DTD subset longer than \(limits.maxInternalSubsetBytes) bytes")
        }
    }

    /// An entity made of entities has no use in a feed.
    private func checkEntities(from begin: Int, to end: Int) throws(XMLError) {
        let subset = UnsafeBufferPointer(start: window.start + begin, count: end - begin)
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
}
