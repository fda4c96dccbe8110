// SPDX-License-Identifier: Apache-2.0
// Splits the author strings of RSS: "a@b.c (Ann)", "Ann <a@b.c>", "Ann (a@b.c)", "a@b.c", "Ann".

import Wording

enum PersonName {
    /// `nil` for an empty text.
    static func read(_ text: String) -> Person? {
        guard text.utf8.contains(UInt8(ascii: "@")), let email = email(in: text) else {
            return text.isEmpty ? nil : Person(name: text)
        }
        let name = VisibleText.ofPlain(without(email, text), oneLine: true)
        return Person(name: name.isEmpty ? nil : name, email: String(email))
    }

    /// The text around the address, its brackets and quotation marks taken off.
    private static func without(_ email: Substring, _ text: String) -> String {
        let rest = text[..<email.startIndex] + " " + text[email.endIndex...]
        let bytes = rest.utf8.map { marks.contains($0) ? 0x20 : $0 }
        let name = String(decoding: bytes, as: UTF8.self)
        return name.firstRange(of: "mailto:").map { String(name[..<$0.lowerBound] + name[$0.upperBound...]) } ?? name
    }

    private static let marks: Set<UInt8> = Set("()<>\"".utf8)

    /// The first word with an `@` between two other parts and a dot after it.
    private static func email(in text: String) -> Substring? {
        let separators: Set<Character> = [" ", "(", ")", "<", ">", ",", ";", ":", "\"", "[", "]"]
        return text.split(whereSeparator: separators.contains).first { word in
            let parts = word.split(separator: "@", omittingEmptySubsequences: false)
            return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && parts[1].first != "."
        }
    }
}
