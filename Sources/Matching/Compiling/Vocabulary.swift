// SPDX-License-Identifier: Apache-2.0
// All words of all topics in one table: a token costs one look at a bitmap, and only a likely word costs more.

import Wording

/// The folded forms that occur in terms, whole words and prefixes, numbered from 0.
struct Vocabulary: Sendable {
    private var words = IntegerTable()
    private var prefixes = PrefixTable()
    /// The next form with the same hash (or prefix key), -1 for none.
    private var following: [Int32] = []
    private var forms: [Form] = []
    /// Forms while building: the folded bytes, and one more byte for prefixes.
    private var numbers: [[UInt8]: Int32] = [:]
    /// A bit for each hash of a whole word; about sixteen bits a word.
    private var filter: [UInt64] = []

    private struct Form: Sendable {
        let folded: [UInt8]
        let isPrefix: Bool
    }

    var count: Int { forms.count }

    /// The number of a form, a new one if need be. After the last, call `finish`.
    mutating func number(of folded: [UInt8], isPrefix: Bool) -> Int32 {
        let key = folded + [isPrefix ? 1 : 0]
        if let known = numbers[key] { return known }
        let number = Int32(forms.count)
        numbers[key] = number
        forms.append(Form(folded: folded, isPrefix: isPrefix))
        following.append(-1)
        let first =
            isPrefix
            ? prefixes.value(of: folded, orSet: number) : words.value(of: WordHash.of(folded), orSet: number)
        if first != number {
            following[Int(number)] = following[Int(first)]
            following[Int(first)] = number
        }
        return number
    }

    /// Makes the bitmap and lets go of what only building needs.
    mutating func finish() {
        numbers = [:]
        var bits = 1_024
        while bits < forms.count * 16 { bits *= 2 }
        filter = Array(repeating: 0, count: bits / 64)
        for form in forms where !form.isPrefix {
            let bit = Self.bit(WordHash.of(form.folded), in: filter.count)
            filter[bit >> 6] |= 1 << UInt64(bit & 63)
        }
    }

    /// Calls `found` with each token of the batch that is a form, once for each form, in order.
    @inline(__always)
    func find(in batch: TokenBatch, _ found: (Int, Int32) -> Void) {
        let hasPrefixes = !prefixes.isEmpty
        filter.withUnsafeBufferPointer { filter in
            for index in 0..<batch.tokens.count {
                let hash = batch.tokens[index].hash
                let bit = Self.bit(hash, in: filter.count)
                if filter[bit >> 6] >> UInt64(bit & 63) & 1 == 1 {
                    report(words[hash], batch, index, found)
                }
                if hasPrefixes {
                    let head = batch.head(of: batch.tokens[index])
                    if prefixes.mayHold(head) { prefixes.find(head) { report($0, batch, index, found) } }
                }
            }
        }
    }

    /// Equal hashes and heads are not yet equal words.
    private func report(_ first: Int32, _ batch: TokenBatch, _ index: Int, _ found: (Int, Int32) -> Void) {
        var number = first
        while number >= 0 {
            let form = forms[Int(number)]
            if batch.folded(of: batch.tokens[index], is: form.folded, asPrefix: form.isPrefix) { found(index, number) }
            number = following[Int(number)]
        }
    }

    @inline(__always)
    private static func bit(_ hash: UInt64, in count: Int) -> Int {
        Int(truncatingIfNeeded: hash) & (count &* 64 &- 1)
    }
}
