// SPDX-License-Identifier: Apache-2.0
// The difference of two texts as `diff -u` and git write it, so that `git apply` and `patch -p1` can take it.

/// A patch of one file; its description is empty where nothing differs.
///
/// Myers' algorithm by way of the standard library's `CollectionDifference`: time is lines times differing lines.
struct UnifiedDiff: CustomStringConvertible {
    /// A line of a hunk.
    fileprivate struct Line {
        /// " ", "-" or "+".
        let mark: Character
        let text: Substring
        let isLastWithoutBreak: Bool
    }

    let description: String

    /// `nil` is a file that does not exist.
    init(name: String, from old: String?, to new: String?) {
        let hunks = Self.hunks(of: Self.lines(from: Self.split(old ?? ""), to: Self.split(new ?? "")))
        guard !hunks.isEmpty || (old == nil) != (new == nil) else {
            description = ""
            return
        }
        let (before, after) = (old == nil ? "/dev/null" : "a/" + name, new == nil ? "/dev/null" : "b/" + name)
        description = "--- \(before)\n+++ \(after)\n" + hunks.joined()
    }

    private static let context = 3

    /// Lines without their breaks; whether the last one lacks it.
    private static func split(_ text: String) -> (lines: [Substring], endsWithBreak: Bool) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let endsWithBreak = lines.last?.isEmpty ?? true
        if endsWithBreak { lines.removeLast() }
        return (lines, endsWithBreak)
    }

    private static func lines(
        from old: (lines: [Substring], endsWithBreak: Bool), to new: (lines: [Substring], endsWithBreak: Bool)
    ) -> [Line] {
        // A last line without a break differs from the same line with one.
        let left = keys(old), right = keys(new)
        var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
        for change in right.difference(from: left) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var (lines, i, j): ([Line], Int, Int) = ([], 0, 0)
        while i < left.count || j < right.count {
            if removed.contains(i) {
                lines.append(Line("-", left, i))
                i += 1
            } else if inserted.contains(j) {
                lines.append(Line("+", right, j))
                j += 1
            } else {
                lines.append(Line(" ", left, i))
                (i, j) = (i + 1, j + 1)
            }
        }
        return lines
    }

    fileprivate struct Key: Equatable {
        let text: Substring
        let hasBreak: Bool
    }

    private static func keys(_ text: (lines: [Substring], endsWithBreak: Bool)) -> [Key] {
        text.lines.enumerated().map { index, line in
            Key(text: line, hasBreak: text.endsWithBreak || index < text.lines.count - 1)
        }
    }

    private static func hunks(of lines: [Line]) -> [String] {
        let changed = lines.indices.filter { lines[$0].mark != " " }
        var ranges: [Range<Int>] = []
        for index in changed {
            let range = max(0, index - context)..<min(lines.count, index + context + 1)
            if let last = ranges.last, range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
        return ranges.map { hunk(lines, $0) }
    }

    private static func hunk(_ lines: [Line], _ range: Range<Int>) -> String {
        let before = lines[..<range.lowerBound]
        let body = lines[range]
        let (old, new) = (body.count { $0.mark != "+" }, body.count { $0.mark != "-" })
        // The line before an empty side counts.
        let oldStart = before.count { $0.mark != "+" } + (old > 0 ? 1 : 0)
        let newStart = before.count { $0.mark != "-" } + (new > 0 ? 1 : 0)
        let head = "@@ -\(oldStart),\(old) +\(newStart),\(new) @@\n"
        return head
            + body.map { "\($0.mark)\($0.text)\n" + ($0.isLastWithoutBreak ? "\\ No newline at end of file\n" : "") }
            .joined()
    }
}

extension UnifiedDiff.Line {
    fileprivate init(_ mark: Character, _ keys: [UnifiedDiff.Key], _ index: Int) {
        self.init(mark: mark, text: keys[index].text, isLastWithoutBreak: !keys[index].hasBreak)
    }
}
