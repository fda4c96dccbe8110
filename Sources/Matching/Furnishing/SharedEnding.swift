// SPDX-License-Identifier: Apache-2.0
// Furniture that no line sets apart: "… he said. Sign up for our newsletter. More news: …" in plain text. What more than half
// of a feed's texts end with is found by a vote on their last bytes (Boyer and Moore, "A Fast Majority Vote Algorithm",
// 1981), which costs nothing to speak of where there is no majority; then, sorted by their ends, the middle one has it.

/// The words at the end of the last line that more than half of a feed's texts share.
struct SharedEnding: Sendable, Equatable {
    /// A blank, and at least four words after it.
    private let bytes: [UInt8]

    private static let fewestTexts = 3
    private static let fewestWords = 4
    /// How far it reaches back at most.
    private static let longest = 4_096

    /// `nil` where there is none. Texts are not empty.
    init?(of texts: [String]) {
        guard texts.count >= Self.fewestTexts, let tail = Self.majority(of: texts) else { return nil }
        // A line that returns whole is a block; only what stands behind different words is an ending.
        var seen: Set<[UInt8]> = []
        let texts = texts.filter { seen.insert(Self.reversedLine($0)).inserted }
        guard texts.count >= Self.fewestTexts, 2 * texts.count(where: { Self.tail($0) == tail }) > texts.count else {
            return nil
        }
        let lines = texts.lazy.filter { Self.tail($0) == tail }.map { Self.reversedLine($0) }
            .sorted { $0.lexicographicallyPrecedes($1) }
        guard lines.count >= Self.fewestTexts else { return nil }
        let middle = lines[lines.count / 2]
        let shared = lines.map { Self.commonCount($0, middle) }.sorted(by: >)[texts.count / 2]
        guard let blank = middle[..<shared].lastIndex(of: Self.space) else { return nil }
        bytes = middle[...blank].reversed()
        guard bytes.count(where: { $0 == Self.space }) >= Self.fewestWords else { return nil }
    }

    /// Where the text has this ending, behind words of its own in the same line or as the whole line; `nil` where it has
    /// not.
    func range(in text: String) -> Range<Int>? {
        let text = text.utf8
        let words = bytes.dropFirst()
        guard text.count >= words.count, text.suffix(words.count).elementsEqual(words) else { return nil }
        let start = text.count - words.count
        guard let before = text.dropLast(words.count).last else { return 0..<text.count }
        return before == Self.space || before == Self.lineFeed ? start..<text.count : nil
    }
}

extension SharedEnding {
    private static let space = UInt8(ascii: " ")
    private static let lineFeed = UInt8(ascii: "\n")

    /// The last bytes of a text as a number.
    private static func tail(_ text: String) -> UInt64 {
        text.utf8.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The tail that more than half of the texts have.
    private static func majority(of texts: [String]) -> UInt64? {
        var candidate: UInt64 = 0
        var lead = 0
        for tail in texts.lazy.map(Self.tail) {
            if lead == 0 { candidate = tail }
            lead += tail == candidate ? 1 : -1
        }
        return 2 * texts.count { tail($0) == candidate } > texts.count ? candidate : nil
    }

    private static func reversedLine(_ text: String) -> [UInt8] {
        text.utf8.suffix(longest).reversed().prefix { $0 != lineFeed }
    }

    private static func commonCount(_ left: [UInt8], _ right: [UInt8]) -> Int {
        zip(left, right).prefix { $0 == $1 }.count
    }
}
