// SPDX-License-Identifier: Apache-2.0
// How strongly an expression holds in an entry (TOPICS §3).

import Model

/// The weight of the field where an expression holds, and where.
struct Strength {
    /// 0 where it does not hold.
    var value = 0.0
    var field = Field.title
    var places: [Place] = []

    static let none = Strength()

    var holds: Bool { value > 0 }
}

/// A stretch of a field, in bytes of the text buffer.
struct Place: Hashable, Comparable {
    let field: Field
    let start: UInt32
    let end: UInt32

    static func < (left: Place, right: Place) -> Bool {
        (left.field, left.start, left.end) < (right.field, right.start, right.end)
    }
}

/// Evaluates the expressions of one topic on one entry.
struct Evaluator {
    static let head: [Field] = [.title, .summary]
    static let text: [Field] = [.title, .summary, .content]

    let weights: PerField<Double>
    /// The topic's atoms found, sorted as `Occurrence.precedes` says.
    let occurrences: ArraySlice<Occurrence>
    let entry: EntryText

    /// `isFlat`: every field weighs 1, as for require, exclude and NOT.
    func strength(_ node: Node, in fields: [Field], isFlat: Bool = false) -> Strength {
        switch node {
        case .and(let parts): all(parts, in: fields, isFlat: isFlat)
        case .either(let parts): strongest(parts, in: fields, isFlat: isFlat)
        case .field(let field, let part): named(field, part, in: fields, isFlat: isFlat)
        case .not: .none
        case .atom, .any, .near: term(node, in: fields, isFlat: isFlat)
        }
    }

    /// Whether what a NOT forbids is there: in title or lead, or in the field it names.
    func isForbidden(_ node: Node) -> Bool {
        var fields = Self.head
        if case .field(let field, _) = node { fields.append(field) }
        return strength(node, in: fields, isFlat: true).holds
    }
}

extension Evaluator {
    private func all(_ parts: [Node], in fields: [Field], isFlat: Bool) -> Strength {
        var weakest: Strength?
        var places: [Place] = []
        for part in parts {
            if case .not(let absent) = part {
                if isForbidden(absent) { return .none }
                continue
            }
            let found = strength(part, in: fields, isFlat: isFlat)
            guard found.holds else { return .none }
            places += found.places
            if weakest.map({ found.value < $0.value }) ?? true { weakest = found }
        }
        weakest?.places = places
        return weakest ?? .none
    }

    /// Of equally strong ones the first.
    private func strongest(_ parts: [Node], in fields: [Field], isFlat: Bool) -> Strength {
        parts.reduce(.none) { best, part in
            let found = strength(part, in: fields, isFlat: isFlat)
            return found.value > best.value ? found : best
        }
    }

    private func named(_ field: Field, _ part: Node, in fields: [Field], isFlat: Bool) -> Strength {
        if Self.text.contains(field), !fields.contains(field) { return .none }
        return strength(part, in: [field], isFlat: isFlat)
    }

    private func term(_ node: Node, in fields: [Field], isFlat: Bool) -> Strength {
        var best = Strength.none
        for field in fields {
            let weight = isFlat ? 1 : weights[field]
            guard weight > best.value else { continue }
            let places = streams(of: field).flatMap { stream in
                let field = entry.field(of: stream)
                return spans(node, in: stream).map { Place(field: field, start: $0.startByte, end: $0.endByte) }
            }
            if !places.isEmpty { best = Strength(value: weight, field: field, places: places) }
        }
        return best
    }

    private func streams(of field: Field) -> [Stream] {
        switch field {
        case .title: [.title]
        case .summary: [.lead]
        case .content: [.rest, .content]
        case .categories: [.categories]
        case .author: [.author]
        case .url: [.url]
        }
    }
}

extension Evaluator {
    /// Where a term stands in a stream: sorted, each span once.
    private func spans(_ node: Node, in stream: Stream) -> [TokenSpan] {
        switch node {
        case .atom(let atom): return spans(ofAtom: atom, in: stream)
        case .any(let parts): return parts.flatMap { spans($0, in: stream) }.distinct()
        case .near(let left, let right, let distance):
            return Near.spans(spans(left, in: stream), spans(right, in: stream), within: distance)
        case .and, .either, .not, .field: return []
        }
    }

    private func spans(ofAtom atom: Int32, in stream: Stream) -> [TokenSpan] {
        let first = occurrences.firstPlace {
            $0.atom > atom || $0.atom == atom && $0.stream.rawValue >= stream.rawValue
        }
        var found: [TokenSpan] = []
        for occurrence in occurrences[first...] {
            guard occurrence.atom == atom, occurrence.stream == stream else { break }
            if found.last != occurrence.span { found.append(occurrence.span) }
        }
        return found
    }
}
