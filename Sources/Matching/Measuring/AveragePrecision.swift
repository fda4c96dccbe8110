// SPDX-License-Identifier: Apache-2.0
// How well a topic's scores rank, whatever its threshold.

package enum AveragePrecision {
    /// Σ over the distinct scores, from the highest, of the recall gained × the precision down to there; `nil` where
    /// nothing is relevant. Entries of one score come together, so that their order means nothing.
    package static func of(_ judgements: [Judgement], cap: Double) -> Double? {
        let ranked = judgements.filter { $0.weight > 0 }
            .map { (score: $0.sum.score(cap: cap).rounded(decimals: 6), judgement: $0) }
            .sorted { $0.score > $1.score }
        let relevant = ranked.reduce(0) { $0 + ($1.judgement.isRelevant ? $1.judgement.weight : 0) }
        guard relevant > 0 else { return nil }
        var found = 0.0
        var seen = 0.0
        var sum = 0.0
        for group in ranked.chunked(by: { $0.score == $1.score }) {
            let gain = group.reduce(0) { $0 + ($1.judgement.isRelevant ? $1.judgement.weight : 0) }
            found += gain
            seen += group.reduce(0) { $0 + $1.judgement.weight }
            sum += gain / relevant * found / seen
        }
        return sum
    }
}

extension Array {
    /// Runs of neighbours that belong together.
    fileprivate func chunked(by belongs: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
        var chunks: [ArraySlice<Element>] = []
        var start = startIndex
        for index in indices where index > start && !belongs(self[index - 1], self[index]) {
            chunks.append(self[start..<index])
            start = index
        }
        return isEmpty ? [] : chunks + [self[start...]]
    }
}
