// SPDX-License-Identifier: Apache-2.0
// Splits the author strings of RSS: "a@b.c (Ann)", "Ann <a@b.c>", "Ann (a@b.c)", "mailto:a@b.c", "a@b.c", "Ann".

import Wording

enum PersonName {
    /// `nil` where nothing is left to read. Markup in a name is taken off, but for the brackets around an address.
    static func read(_ text: UnsafeBufferPointer<UInt8>) -> Person? {
        guard text.contains(UInt8(ascii: "@")) else {
            let name = VisibleText.ofHTML(text, oneLine: true)
            return name.isEmpty ? nil : Person(name: name)
        }
        guard text.contains(UInt8(ascii: "&")) else { return split(text) }
        var unescaped = text.string.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
        return unescaped.withUTF8(split)
    }

    private static func split(_ text: UnsafeBufferPointer<UInt8>) -> Person? {
        guard let address = address(in: text) else {
            let name = VisibleText.ofHTML(text, oneLine: true)
            return name.isEmpty ? nil : Person(name: name)
        }
        let email = UnsafeBufferPointer(rebasing: text[address]).string
        let around = surroundings(of: address, in: text)
        let rest = Array(text[..<around.lowerBound]) + [0x20] + Array(text[around.upperBound...])
        let name = bare(rest.withUnsafeBufferPointer { VisibleText.ofHTML($0, oneLine: true) })
        return Person(name: name.isEmpty || name == email ? nil : name, email: email)
    }

    /// The first `local@domain` with a dot in the domain.
    private static func address(in text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        var searched = 0
        while let at = text[searched...].firstIndex(of: UInt8(ascii: "@")) {
            var start = at
            while start > searched, isLocal(text[start - 1]) { start -= 1 }
            var end = at + 1
            while end < text.count, isDomain(text[end]) { end += 1 }
            while end > at + 1, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
            let domain = text[(at + 1)..<end]
            if start < at, domain.contains(UInt8(ascii: ".")), domain.first != UInt8(ascii: ".") { return start..<end }
            searched = at + 1
        }
        return nil
    }

    /// The address with what belongs to it: `mailto:` before, `?subject=…` after, and a pair of brackets around.
    private static func surroundings(of address: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var (start, end) = (address.lowerBound, address.upperBound)
        if start >= 7, UnsafeBufferPointer(rebasing: text[(start - 7)..<start]).equals("mailto:") { start -= 7 }
        if end < text.count, text[end] == UInt8(ascii: "?") {
            while end < text.count, text[end] > 0x20, !closing.contains(text[end]) { end += 1 }
        }
        if start > 0, end < text.count, let pair = opening.firstIndex(of: text[start - 1]), closing[pair] == text[end] {
            return start - 1..<end + 1
        }
        return start..<end
    }

    /// Without the brackets or quotation marks around the whole, and without what parted it from the address.
    private static func bare(_ name: String) -> String {
        var name = Substring(name)
        while let last = name.last, " ,;:-".contains(last) { name.removeLast() }
        while let first = name.first, " ,;:-".contains(first) { name.removeFirst() }
        for (open, close) in [("(", ")"), ("\"", "\""), ("[", "]")] as [(Character, Character)] {
            guard name.count >= 2, name.first == open, name.last == close else { continue }
            let inner = name.dropFirst().dropLast()
            if isBalanced(inner, open, close) { name = inner }
        }
        return String(name.drop { $0 == " " })
    }

    /// Whether no bracket within closes one from without: "Ann (Editor)", but not "Ann), Bob (Jr.".
    private static func isBalanced(_ text: Substring, _ open: Character, _ close: Character) -> Bool {
        guard open != close else { return !text.contains(open) }
        var depth = 0
        for character in text {
            if character == open { depth += 1 }
            if character == close { depth -= 1 }
            if depth < 0 { return false }
        }
        return true
    }

    private static let opening: [UInt8] = Array("<([".utf8)
    private static let closing: [UInt8] = Array(">)]".utf8)

    private static func isLocal(_ byte: UInt8) -> Bool {
        byte.isDigit || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 || "._+-%'=~".utf8.contains(byte)
    }

    private static func isDomain(_ byte: UInt8) -> Bool {
        byte.isDigit || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "-")
    }
}
