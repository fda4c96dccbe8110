// SPDX-License-Identifier: Apache-2.0
// Yams names a key that is written twice and the place of its first writing. Users need the place of the second.

enum RepeatedKey {
    /// Where the second writing begins (with its quote, if any), and its first letter. `nil` where it is written in a
    /// way this search does not see, such as with escapes.
    static func second(of key: String, after first: Place, in lines: SourceLines) -> (key: Place, firstLetter: Place)? {
        let name = Array(key.unicodeScalars)
        guard !name.isEmpty else { return nil }
        return inBlock(name, first, lines) ?? inFlow(name, first, lines)
    }

    /// The keys of one block mapping stand in one column, with nothing but spaces before them.
    private static func inBlock(
        _ name: [Unicode.Scalar], _ first: Place, _ lines: SourceLines
    ) -> (key: Place, firstLetter: Place)? {
        guard first.line < lines.lines.count else { return nil }
        for number in (first.line + 1)...lines.lines.count {
            let line = lines[line: number]
            guard line.prefix(first.column - 1).allSatisfy({ $0 == " " }) else { continue }
            let place = Place(line: number, column: first.column)
            if let letter = letter(of: name, at: place, line) { return (place, letter) }
        }
        return nil
    }

    /// In `{a: 1, a: 2}` the second writing follows at the same depth of brackets.
    private static func inFlow(
        _ name: [Unicode.Scalar], _ first: Place, _ lines: SourceLines
    ) -> (key: Place, firstLetter: Place)? {
        var place = first
        var depth = 0
        var isAtStart = false
        while let scalar = lines[place], depth >= 0 {
            if depth == 0, isAtStart, let letter = letter(of: name, at: place, lines[line: place.line]) {
                return (place, letter)
            }
            if scalar == "{" || scalar == "[" { depth += 1 }
            if scalar == "}" || scalar == "]" { depth -= 1 }
            isAtStart = scalar == "," || (isAtStart && (scalar.isBlank || scalar == "\n"))
            place = lines.next(after: place)
        }
        return nil
    }

    /// The place of the key's first letter if `name:`, `"name":` or `'name':` stands at `place`.
    private static func letter(of name: [Unicode.Scalar], at place: Place, _ line: [Unicode.Scalar]) -> Place? {
        var rest = line.dropFirst(place.column - 1)
        let quote = rest.first.flatMap { $0 == "\"" || $0 == "'" ? $0 : nil }
        if quote != nil { rest = rest.dropFirst() }
        guard rest.starts(with: name) else { return nil }
        let letter = Place(line: place.line, column: rest.startIndex + 1)
        rest = rest.dropFirst(name.count)
        if let quote {
            guard rest.first == quote else { return nil }
            rest = rest.dropFirst()
        }
        return rest.drop(while: \.isBlank).first == ":" ? letter : nil
    }
}
