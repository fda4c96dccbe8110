// SPDX-License-Identifier: Apache-2.0
// Mistakes as people and editors make them, drawn from a seed.

import TestSupport

/// A text with one mistake in it.
struct Mutation {
    /// What was done, for a test that fails.
    let name: String
    let text: String
    /// The line where the mistake is, from 1, or the two that do not go together; `nil` where only the lines below it
    /// tell that there is one.
    let lines: ClosedRange<Int>?

    /// One of many mistakes in `text`, which has at least a line.
    init(of text: String, _ random: inout SeededRandom) {
        var drawn = Mutation(drawnFor: text, &random)
        while drawn.text == text { drawn = Mutation(drawnFor: text, &random) }
        self = drawn
    }

    private init(drawnFor text: String, _ random: inout SeededRandom) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // A mistake in a comment is none.
        let written = lines.indices.filter { !lines[$0].isBlankOrComment }
        var (index, kind) = (0, Kind.wildNumber)
        repeat {
            index = written[random.next(below: written.count)]
            kind = Kind.allCases[random.next(below: Kind.allCases.count)]
        } while !kind.makesSense(for: lines[index])
        name = "\(kind) at line \(index + 1): \(lines[index])"
        self.lines = kind.lines(at: index)
        kind.apply(to: &lines, at: index, &random)
        self.text = lines.joined(separator: "\n")
    }

    fileprivate enum Kind: CaseIterable {
        case deleteCharacter, insertCharacter, doubleCharacter, swapCharacters
        case misspellKey, unknownKey, doubleLine, deleteLine, swapLines
        case indent, outdent, tab, wildNumber, openQuote, openBracket, cutOff

        func makesSense(for line: String) -> Bool {
            switch self {
            case .wildNumber: line.contains(where: \.isNumber)
            case .unknownKey: line.contains(":") && !line.contains("- ")
            default: true
            }
        }

        func lines(at index: Int) -> ClosedRange<Int>? {
            switch self {
            case .deleteLine, .swapLines, .cutOff, .openQuote, .openBracket, .indent, .outdent: nil
            case .doubleLine: index + 1...index + 2
            default: index + 1...index + 1
            }
        }
    }
}

extension Mutation.Kind {
    fileprivate func apply(to lines: inout [String], at index: Int, _ random: inout SeededRandom) {
        switch self {
        case .doubleLine: lines.insert(lines[index], at: index)
        case .deleteLine: lines.remove(at: index)
        case .swapLines: lines.swapAt(index, max(0, index - 1))
        case .unknownKey: lines.insert(lines[index].indentation + "colour: blue", at: index)
        case .cutOff: lines.removeSubrange((index + 1)...)
        default: lines[index] = changed(lines[index], &random)
        }
    }

    /// What means something to YAML or to the language of topics.
    private static let marks = Array("x:{}[]'\"#&*!|>%@`-?,\t\\ ")

    private func changed(_ line: String, _ random: inout SeededRandom) -> String {
        var characters = Array(line)
        let place = characters.isEmpty ? 0 : random.next(below: characters.count)
        switch self {
        case .deleteCharacter: characters.remove(at: place)
        case .insertCharacter: characters.insert(Self.marks[random.next(below: Self.marks.count)], at: place)
        case .doubleCharacter: characters.insert(characters[place], at: place)
        case .swapCharacters where place > 0: characters.swapAt(place, place - 1)
        case .misspellKey: return line.replacingFirst(":", by: "e:")
        case .indent: return "   " + line
        case .outdent: return String(line.drop { $0 == " " })
        case .tab: return "\t" + line
        case .wildNumber: return line.withNumber("-99999999")
        case .openQuote: return line.replacingFirst(": ", by: ": \"")
        case .openBracket: return line.replacingFirst(": ", by: ": [")
        default: break
        }
        return String(characters)
    }
}

extension String {
    fileprivate var isBlankOrComment: Bool {
        let text = drop { $0 == " " }
        return text.isEmpty || text.hasPrefix("#")
    }

    fileprivate var indentation: String { String(prefix { $0 == " " }) }

    fileprivate func replacingFirst(_ words: String, by others: String) -> String {
        guard let found = firstRange(of: words) else { return self + others }
        return replacingCharacters(in: found, with: others)
    }

    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + self[range.upperBound...]
    }

    /// The last number in the line replaced, or one added.
    fileprivate func withNumber(_ number: String) -> String {
        guard let end = lastIndex(where: \.isNumber) else { return self + " " + number }
        let start = self[...end].lastIndex { !$0.isNumber && $0 != "." }.map(index(after:)) ?? startIndex
        return String(self[..<start]) + number + self[index(after: end)...]
    }
}
