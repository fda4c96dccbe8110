// SPDX-License-Identifier: Apache-2.0
// From places in bytes to the evidence of a match: offsets in scalars of the field's text.

import Model
import Wording

struct EvidenceWriter {
    /// The most spans told of one signal.
    static let maxSpans = 32

    let entry: EntryText

    func evidence(_ score: Score, of topic: CompiledTopic) -> [Evidence] {
        score.held.map { index, strength in
            let signal = topic.signals[index]
            return Evidence(
                signal: signal.text, weight: signal.points, strength: strength.value,
                points: (signal.points * strength.value).rounded(decimals: 6), field: strength.field,
                spans: spans(strength.places))
        }
    }

    private func spans(_ places: [Place]) -> [Span] {
        var distinct: [Place] = []
        for place in places.sorted() where distinct.last != place {
            distinct.append(place)
            if distinct.count == Self.maxSpans { break }
        }
        return distinct.map { place in
            let start = entry.range(of: place.field).lowerBound
            let before = scalars(start..<Int(place.start))
            return Span(field: place.field, start: before, end: before + scalars(Int(place.start)..<Int(place.end)))
        }
    }

    private func scalars(_ range: Range<Int>) -> Int {
        entry.text.bytes[range].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
}

extension Double {
    /// Rounded to so many decimals, halves to even.
    func rounded(decimals: Int) -> Double {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (self * scale).rounded(.toNearestOrEven)
        return scaled.isFinite ? scaled / scale : self
    }
}
