// SPDX-License-Identifier: Apache-2.0
// All words of all topics in one table: a token costs one look at a bitmap, and only a likely word costs more.

import Wording

/// The folded forms that occur in terms, whole words and prefixes, numbered from 0.
struct Vocabulary: Sendable {
    private let words: IntegerTable
    private let prefixes: PrefixTable
    private let forms: [Form]
    /// The folded forms, one behind the other.
    private let bytes: [UInt8]
    /// A bit for each hash of a whole word; about sixteen bits a word.
    private let filter: [UInt64]

    struct Form: Sendable {
        /// Its place in `bytes`.
        let start: Int32
        let count: Int32
        /// The next form with the same hash (or prefix key), -1 for none.
        var following: Int32
        let isPrefix: Bool
    }

    init(_ builder: VocabularyBuilder) {
        words = builder.words
        prefixes = builder.prefixes
        forms = builder.forms
        bytes = builder.bytes
        filter = builder.filter()
    }

    func withView<Result>(_ body: (View) -> Result) -> Result {
        words.withView { words in
            forms.withUnsafeBufferPointer { forms in
                bytes.withUnsafeBufferPointer { bytes in
                    filter.withUnsafeBufferPointer { filter in
                        body(View(words: words, prefixes: prefixes, forms: forms, bytes: bytes, filter: filter))
                    }
                }
            }
        }
    }

    /// The bit of a hash in a filter of so many words.
    @inline(__always)
    static func bit(_ hash: UInt64, in count: Int) -> Int {
        Int(truncatingIfNeeded: hash) & (count &* 64 &- 1)
    }
}

extension Vocabulary {
    /// The vocabulary borrowed for the time of a scan: nothing in it is counted or copied.
    struct View {
        fileprivate let words: IntegerTable.View
        fileprivate let prefixes: PrefixTable
        fileprivate let forms: UnsafeBufferPointer<Form>
        fileprivate let bytes: UnsafeBufferPointer<UInt8>
        fileprivate let filter: UnsafeBufferPointer<UInt64>

        /// Calls `found` with each token of the batch that is a form, once for each form, in order.
        @inline(__always)
        func find(in batch: TokenBatch, _ found: (Int, Int32) -> Void) {
            let hasPrefixes = !prefixes.isEmpty
            for index in 0..<batch.tokens.count {
                let hash = batch.tokens[index].hash
                let bit = Vocabulary.bit(hash, in: filter.count)
                if filter[bit >> 6] &>> UInt64(bit & 63) & 1 == 1 { report(words[hash], batch, index, found) }
                guard hasPrefixes else { continue }
                let head = batch.head(of: batch.tokens[index])
                if prefixes.mayHold(head) { prefixes.find(head) { report($0, batch, index, found) } }
            }
        }

        /// Equal hashes and heads are not yet equal words.
        @inline(__always)
        private func report(_ first: Int32, _ batch: TokenBatch, _ index: Int, _ found: (Int, Int32) -> Void) {
            var number = first
            while number >= 0 {
                let form = forms[Int(number)]
                let folded = UnsafeBufferPointer(rebasing: bytes[Int(form.start)..<Int(form.start + form.count)])
                if batch.folded(of: batch.tokens[index], is: folded, asPrefix: form.isPrefix) { found(index, number) }
                number = form.following
            }
        }
    }
}

/// Numbers the forms while the topics are compiled.
struct VocabularyBuilder {
    fileprivate var words = IntegerTable()
    fileprivate var prefixes = PrefixTable()
    fileprivate var forms: [Vocabulary.Form] = []
    fileprivate var bytes: [UInt8] = []
    private var numbers: [Key: Int32] = [:]

    private struct Key: Hashable {
        let folded: [UInt8]
        let isPrefix: Bool
    }

    /// The number of a form, a new one if need be.
    mutating func number(of folded: [UInt8], isPrefix: Bool) -> Int32 {
        let key = Key(folded: folded, isPrefix: isPrefix)
        if let known = numbers[key] { return known }
        let number = Int32(forms.count)
        numbers[key] = number
        let first =
            isPrefix
            ? prefixes.value(of: folded, orSet: number) : words.value(of: WordHash.of(folded), orSet: number)
        forms.append(
            Vocabulary.Form(
                start: Int32(bytes.count), count: Int32(folded.count), following: -1, isPrefix: isPrefix))
        bytes += folded
        if first != number {
            forms[Int(number)].following = forms[Int(first)].following
            forms[Int(first)].following = number
        }
        return number
    }

    fileprivate func filter() -> [UInt64] {
        var bits = 1_024
        while bits < forms.count * 16 { bits *= 2 }
        var filter = [UInt64](repeating: 0, count: bits / 64)
        for key in numbers.keys where !key.isPrefix {
            let bit = Vocabulary.bit(WordHash.of(key.folded), in: filter.count)
            filter[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        return filter
    }
}
