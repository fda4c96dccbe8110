// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Model

struct FurnitureTests {
    @Test func `a scalar of the shortened text is the same scalar of the whole one`() throws {
        let entry = Entry(summary: "Ménu\nWas — 中国 war\nPied\nFin", content: "Own")
        let furniture = Furniture(summary: [0..<5, 25..<29], content: [90..<99])
        let short = entry.without(furniture)
        #expect(short.summary == "\nWas — 中国 war\n\nFin" && short.content == "Own")
        let scalars = Array(short.summary.unicodeScalars)
        let whole = Array(entry.summary.unicodeScalars)
        for place in scalars.indices {
            let span = try #require(restored(place..<place + 1, furniture, entry))
            #expect(span.end == span.start + 1 && whole[span.start] == scalars[place], "\(place)")
        }
    }

    @Test func `a span across what was left out covers it`() throws {
        let entry = Entry(summary: "one\nmenu\ntwo")
        let span = try #require(restored(0..<8, Furniture(summary: [4..<8]), entry))
        #expect(span == Span(field: .summary, start: 0, end: 12))
    }

    private func restored(_ range: Range<Int>, _ furniture: Furniture, _ entry: Entry) -> Span? {
        let span = Span(field: .summary, start: range.lowerBound, end: range.upperBound)
        let evidence = Evidence(signal: "x", weight: 1, strength: 1, points: 1, field: .summary, spans: [span])
        return [evidence].restored(furniture, in: entry).first?.spans.first
    }
}
