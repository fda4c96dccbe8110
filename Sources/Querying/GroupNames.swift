// SPDX-License-Identifier: Apache-2.0
// The names that `@name` may take, and what to say of others.

struct GroupNames {
    private let names: [String]
    private let indices: [String: Int]

    init(_ names: [String]) {
        self.names = names
        indices = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    func index(of name: String) -> Int? { indices[name] }

    func advice(for name: String) -> String {
        guard !names.isEmpty else { return "the topic has no groups: add it under `groups:`" }
        if let meant = Nearest.name(to: name, among: names) { return "did you mean @\(meant)?" }
        return "add it under `groups:`, or use one of " + names.prefix(8).map { "@\($0)" }.joined(separator: ", ")
    }
}

/// The known name that a misspelt one is nearest to.
package enum Nearest {
    /// `nil` where none is within a third of its letters. Cost: names × length² of the name.
    package static func name(to written: String, among known: [String]) -> String? {
        let near = known.map { (name: $0, distance: distance(written, $0)) }.min { $0.distance < $1.distance }
        guard let near, near.distance <= max(1, written.unicodeScalars.count / 3) else { return nil }
        return near.name
    }

    /// Levenshtein's edit distance in scalars.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.unicodeScalars)
        var row = Array(0...right.count)
        for (index, scalar) in left.unicodeScalars.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (right[column] == scalar ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
