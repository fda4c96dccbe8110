// SPDX-License-Identifier: Apache-2.0
// What changed between two texts, as patch(1) and git-apply(1) read it (POSIX diff -u).

/// The difference of two texts, byte for byte.
package struct UnifiedDiff {
    private enum Line {
        case kept(String), removed(String), added(String)
    }

    private static let context = 3
    private let lines: [Line]
    /// Whether there is an old file, and a new one.
    private let exists: (old: Bool, new: Bool)

    /// `nil` is a file that does not exist.
    package init(_ old: String?, _ new: String?) {
        lines = Self.lines(Self.split(old ?? ""), Self.split(new ?? ""))
        exists = (old != nil, new != nil)
    }

    /// Empty where nothing changed. Paths below `a/` and `b/`, and no line of git's own: git then takes them, as patch(1)
    /// does, as relative to the folder it is called in.
    package func text(path: String) -> String {
        let hunks = hunks()
        guard !hunks.isEmpty || exists.old != exists.new else { return "" }
        // A path with a blank ends in a tab, so that no reader takes what follows the blank for a date.
        let end = path.contains(" ") ? "\t\n" : "\n"
        let old = exists.old ? "a/\(path)\(end)" : "/dev/null\n"
        let new = exists.new ? "b/\(path)\(end)" : "/dev/null\n"
        return "--- \(old)+++ \(new)" + hunks.joined()
    }

    // MARK: Hunks

    private func hunks() -> [String] {
        let changed = lines.indices.filter { if case .kept = lines[$0] { false } else { true } }
        var ranges: [Range<Int>] = []
        for index in changed {
            let range = max(0, index - Self.context)..<min(lines.count, index + Self.context + 1)
            if let last = ranges.last, last.upperBound >= range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
        return ranges.map(hunk)
    }

    private func hunk(_ range: Range<Int>) -> String {
        let before = counts(lines[..<range.lowerBound])
        let within = counts(lines[range])
        let head = "@@ -\(Self.range(before.old, within.old)) +\(Self.range(before.new, within.new)) @@\n"
        return head + lines[range].map(Self.written).joined()
    }

    /// The first line and how many; of none the line before.
    private static func range(_ before: Int, _ count: Int) -> String {
        "\(count == 0 ? before : before + 1)" + (count == 1 ? "" : ",\(count)")
    }

    private func counts(_ lines: ArraySlice<Line>) -> (old: Int, new: Int) {
        lines.reduce((0, 0)) { sum, line in
            switch line {
            case .kept: (sum.0 + 1, sum.1 + 1)
            case .removed: (sum.0 + 1, sum.1)
            case .added: (sum.0, sum.1 + 1)
            }
        }
    }

    private static func written(_ line: Line) -> String {
        let (sign, text) =
            switch line {
            case .kept(let text): (" ", text)
            case .removed(let text): ("-", text)
            case .added(let text): ("+", text)
            }
        return sign + text + (text.utf8.last == UInt8(ascii: "\n") ? "" : "\n\\ No newline at end of file\n")
    }

    /// Lines with their ends; bytes decide, so that a line's `\r` stays with it.
    private static func split(_ text: String) -> [String] {
        var lines: [String] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
            lines.append(String(decoding: rest[..<end], as: UTF8.self))
            rest = rest[end...]
        }
        return lines
    }
}

// MARK: Lines

extension UnifiedDiff {
    /// Of texts that differ in more lines all of them are replaced: what is compared costs the square of it.
    private static let mostCompared = 4_000

    private static func lines(_ old: [String], _ new: [String]) -> [Line] {
        let head = zip(old, new).prefix(while: isSame).count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix(while: isSame).count
        let changed = changes(Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail]))
        return old[..<head].map(Line.kept) + changed + old[(old.count - tail)...].map(Line.kept)
    }

    private static func changes(_ old: [String], _ new: [String]) -> [Line] {
        guard old.count + new.count <= mostCompared else { return old.map(Line.removed) + new.map(Line.added) }
        let difference = new.difference(from: old, by: isSame)
        let removed = Set(difference.removals.map(\.offset))
        let added = Set(difference.insertions.map(\.offset))
        var lines: [Line] = []
        var (x, y) = (0, 0)
        while x < old.count || y < new.count {
            if removed.contains(x) {
                lines.append(.removed(old[x]))
                x += 1
            } else if added.contains(y) {
                lines.append(.added(new[y]))
                y += 1
            } else {
                lines.append(.kept(old[x]))
                (x, y) = (x + 1, y + 1)
            }
        }
        return lines
    }

    /// Texts are equal in Swift where their bytes are not: é may be one scalar or two.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        one.utf8.elementsEqual(other.utf8)
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}
