// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the known word with the fewest slips of the finger between it and the one written.

enum NearestWord {
    /// The nearest of `known`, if it is near enough to be meant: up to a third of its letters wrong, at most 3; case
    /// and `-` for `_` cost nothing. The only one that continues or begins the word goes first. Of equally near ones
    /// the first.
    static func to(_ word: String, among known: [String]) -> String? {
        let written = normalised(word)
        guard written.count <= 40 else { return nil }
        let begun = known.filter { name in
            let name = normalised(name)
            return written.count >= 3 && (name.starts(with: written) || name.count >= 3 && written.starts(with: name))
        }
        if begun.count == 1 { return begun[0] }
        let ranked = known.map { (name: $0, distance: distance(written, normalised($0))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= min(3, max(1, best.name.count / 3)) ? best.name : nil
    }

    /// "did you mean 'every'?", or the list of what is known.
    static func advice(for word: String, among known: [String]) -> String {
        to(word, among: known).map { "did you mean '\($0)'?" } ?? "known here: " + known.joined(separator: ", ")
    }

    private static func normalised(_ word: String) -> [Character] {
        Array(word.lowercased().map { $0 == "-" ? "_" : $0 })
    }

    /// Optimal string alignment: insertions, deletions, exchanges, and swaps of neighbours. O(left × right).
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                let exchange = last[j] + (left[i] == right[j] ? 0 : 1)
                var best = min(exchange, last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    best = min(best, beforeLast[j - 1] + 1)
                }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}
