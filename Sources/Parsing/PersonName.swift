// SPDX-License-Identifier: Apache-2.0
// Splits the author strings of RSS: "a@b.c (Ann)", "Ann <a@b.c>", "Ann (a@b.c)", "a@b.c", "Ann".

import Wording

enum PersonName {
    /// `nil` for an empty text.
    static func read(_ text: String) -> Person? {
        var rest = text
        var person = Person()
        if let email = email(in: text) {
            person.email = email
            rest = text.replacing(email, with: "")
        }
        for mark in ["mailto:", "(", ")", "<", ">", "\""] { rest = rest.replacing(mark, with: " ") }
        let name = VisibleText.ofPlain(rest, oneLine: true)
        person.name = name.isEmpty ? nil : person.email == nil ? text : name
        return person.isEmpty ? nil : person
    }

    /// The first word with an `@` between two other parts and a dot after it.
    private static func email(in text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return nil }
        let separators: Set<Character> = [" ", "(", ")", "<", ">", ",", ";", ":", "\"", "[", "]"]
        for word in text.split(whereSeparator: separators.contains) {
            let parts = word.split(separator: "@", omittingEmptySubsequences: false)
            if parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), parts[1].first != "." {
                return String(word)
            }
        }
        return nil
    }
}
