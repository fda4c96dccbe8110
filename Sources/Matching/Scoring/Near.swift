// SPDX-License-Identifier: Apache-2.0
// NEAR: for each left span the nearest right one in the same stream.
//
// With the right spans sorted by start, the nearest one behind is found by halving; sorted by end, the nearest one
// before. O((l + r) log r), where comparing each with each would let a text of nothing but two names take minutes.

struct Near {
    /// Sorted by start, then end.
    private let byStart: [TokenSpan]
    /// Sorted by end, then start.
    private let byEnd: [TokenSpan]

    init(right: [TokenSpan]) {
        byStart = right
        byEnd = right.sorted { ($0.end, $0.start) < ($1.end, $1.start) }
    }

    /// The spans that cover a left span and its nearest right one with at most `distance` halves of a token between,
    /// not overlapping; of two equally near the earlier. `left` and `right` are sorted.
    static func spans(_ left: [TokenSpan], _ right: [TokenSpan], within distance: UInt32) -> [TokenSpan] {
        guard !left.isEmpty, !right.isEmpty else { return [] }
        let near = Near(right: right)
        return left.compactMap { span in
            near.nearest(to: span, within: distance).map { TokenSpan(covering: span, $0) }
        }.distinct()
    }

    private func nearest(to span: TokenSpan, within distance: UInt32) -> TokenSpan? {
        let found = [
            before(span).map { (span.before - $0.after, $0) }, behind(span).map { ($0.before - span.after, $0) },
        ]
        return found.compactMap { $0 }.filter { $0.0 <= distance }.min { $0.0 < $1.0 }?.1
    }

    private func behind(_ span: TokenSpan) -> TokenSpan? {
        let place = byStart.firstPlace { $0.start >= span.end }
        return place < byStart.count ? byStart[place] : nil
    }

    private func before(_ span: TokenSpan) -> TokenSpan? {
        let place = byEnd.firstPlace { $0.end > span.start }
        guard place > 0 else { return nil }
        let end = byEnd[place - 1].end
        return byEnd[byEnd.firstPlace { $0.end >= end }]
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first index whose element satisfies `isBehind`, which holds for none before it and all after; `endIndex` if
    /// none.
    func firstPlace(where isBehind: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
