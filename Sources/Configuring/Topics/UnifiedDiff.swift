// SPDX-License-Identifier: Apache-2.0
// What changed between two texts, as patch(1) and git-apply(1) read it (POSIX diff -u).
//
// The lines kept are a longest common subsequence by the greedy algorithm of Myers, "An O(ND) Difference Algorithm and Its
// Variations" (1986): time and memory grow with lines × changes, and of a topic's file few lines change.

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

// MARK: Myers

extension UnifiedDiff {
    private static func lines(_ old: [String], _ new: [String]) -> [Line] {
        let trace = trace(old, new)
        var lines: [Line] = []
        var (x, y) = (old.count, new.count)
        for (depth, reach) in trace.enumerated().reversed() {
            let diagonal = x - y
            let isDown =
                diagonal == -depth
                || diagonal != depth && reach[diagonal - 1, default: -1] < reach[diagonal + 1, default: -1]
            let previous = isDown ? diagonal + 1 : diagonal - 1
            let startX = depth == 0 ? 0 : reach[previous, default: 0]
            let startY = startX - (depth == 0 ? 0 : previous)
            while x > startX, y > startY {
                lines.append(.kept(old[x - 1]))
                (x, y) = (x - 1, y - 1)
            }
            guard depth > 0 else { break }
            if isDown { lines.append(.added(new[y - 1])) } else { lines.append(.removed(old[x - 1])) }
            (x, y) = (startX, startY)
        }
        return lines.reversed()
    }

    /// By number of changes, how far each diagonal reached before.
    private static func trace(_ old: [String], _ new: [String]) -> [[Int: Int]] {
        var reach: [Int: Int] = [1: 0]
        var trace: [[Int: Int]] = []
        for depth in 0...old.count + new.count {
            trace.append(reach)
            for diagonal in stride(from: -depth, through: depth, by: 2) {
                let isDown =
                    diagonal == -depth
                    || diagonal != depth && reach[diagonal - 1, default: -1] < reach[diagonal + 1, default: -1]
                var x = isDown ? reach[diagonal + 1, default: 0] : reach[diagonal - 1, default: 0] + 1
                var y = x - diagonal
                while x < old.count, y < new.count, old[x].utf8.elementsEqual(new[y].utf8) { (x, y) = (x + 1, y + 1) }
                reach[diagonal] = x
                if x >= old.count, y >= new.count { return trace }
            }
        }
        return trace
    }
}
