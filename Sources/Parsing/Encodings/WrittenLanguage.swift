// SPDX-License-Identifier: Apache-2.0
// How likely a text is to be of one language, by its characters beyond ASCII.

import Glibc

/// The characters of a language beyond ASCII, and how often each is written.
struct WrittenLanguage: Sendable {
    /// What a character means for the language: the logarithm of its probability.
    private let characters: [Unicode.Scalar: Float]
    private let capitals: Set<Unicode.Scalar>
    private let script: ClosedRange<UInt32>
    private let isLatin: Bool
    /// For characters of the script that are not in `characters`.
    private let rare: Float

    /// - Parameters:
    ///   - letters: most frequent first. Their frequency is taken to fall exponentially to a thirtieth.
    ///   - script: the characters it may be written in.
    ///   - coverage: which part of the text these letters make up.
    ///   - others: how many further characters the script has.
    init(_ letters: String, script: ClosedRange<UInt32>, coverage: Float = 0.97, others: Float = 60) {
        let scalars = Array(letters.unicodeScalars)
        let weights = scalars.indices.map { exp(-3.4 * Float($0) / Float(scalars.count)) }
        let total = weights.reduce(0, +)
        var characters: [Unicode.Scalar: Float] = [:]
        var capitals: Set<Unicode.Scalar> = []
        for (scalar, weight) in zip(scalars, weights) {
            let likelihood = log(coverage * weight / total)
            characters[scalar] = likelihood
            let capital = scalar.properties.uppercaseMapping.unicodeScalars
            guard capital.count == 1, let capital = capital.first, capital != scalar else { continue }
            characters[capital] = likelihood - 3
            capitals.insert(capital)
        }
        self.characters = characters
        self.capitals = capitals
        self.script = script
        isLatin = script.lowerBound < 0x250
        rare = log((1 - coverage) / others)
    }

    /// The logarithm of the probability that a writer of this language wrote the text.
    func likelihood(of text: [Unicode.Scalar]) -> Float {
        var sum: Float = 0
        var last = Kind.other
        var beforeLast = Kind.other
        for scalar in text {
            let kind = kind(of: scalar)
            sum += scalar.isASCII ? 0 : likelihood(of: scalar, kind)
            sum += likelihood(of: kind, after: last, beforeLast)
            (beforeLast, last) = (last, kind)
        }
        return sum
    }

    private enum Kind {
        case letter, capital, asciiLetter, asciiCapital, mark, other, foreign
    }

    private func kind(of scalar: Unicode.Scalar) -> Kind {
        let value = scalar.value
        if value < 0x80 {
            return value | 0x20 &- 0x61 > 25 ? .other : value & 0x20 == 0 ? .asciiCapital : .asciiLetter
        }
        if capitals.contains(scalar) { return .capital }
        if characters[scalar] != nil { return .letter }
        if Self.marks.contains(where: { $0.contains(value) }), !Self.letterlike.contains(value) { return .mark }
        return script.contains(value) ? .letter : .foreign
    }

    private func likelihood(of scalar: Unicode.Scalar, _ kind: Kind) -> Float {
        switch kind {
        case .letter, .capital: characters[scalar] ?? rare
        case .mark: Self.frequent.contains(scalar) ? -4 : -6
        default: -13
        }
    }

    /// Words do not change their script, nor go on in capitals.
    private func likelihood(of kind: Kind, after last: Kind, _ beforeLast: Kind) -> Float {
        switch (last, kind) {
        case (.letter, .capital), (.asciiLetter, .capital), (.letter, .asciiCapital): -4
        case (.letter, .letter) where isLatin: -1.5
        case (.letter, .asciiLetter), (.asciiLetter, .letter), (.capital, .asciiLetter): isLatin ? 0 : -4
        case (.mark, .asciiLetter), (.mark, .letter): beforeLast == .asciiLetter || beforeLast == .letter ? -2 : 0
        default: 0
        }
    }

    /// Punctuation and signs: of Latin-1, general, of letters in brackets, of East Asia, of full width.
    private static let marks: [ClosedRange<UInt32>] = [
        0xA0...0xBF, 0x2010...0x2044, 0x20AC...0x20AC, 0x2116...0x2122, 0x3000...0x303F, 0xFF01...0xFF5E,
    ]
    private static let letterlike: Set<UInt32> = [0xAA, 0xB5, 0xBA]
    private static let frequent = Set("\u{A0}«»·’‘“”„–—…、。「」，：！？（）・".unicodeScalars)
}
