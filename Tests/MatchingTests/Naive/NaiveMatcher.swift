// SPDX-License-Identifier: Apache-2.0
// The naive twin of the engine: every expression on every stream, word by word, as the specification says it.

import Model
import Querying

/// Slow and plain. Shares only the reading of expressions with the engine.
struct NaiveMatcher {
    private struct Strength {
        var value = 0.0
        var field = Field.title
        var spans: [Span] = []
    }

    private struct Pair: Hashable, Comparable {
        let start: Int
        let end: Int
        static func < (left: Pair, right: Pair) -> Bool { (left.start, left.end) < (right.start, right.end) }
    }

    private static let head: [Field] = [.title, .summary]
    private static let text: [Field] = [.title, .summary, .content]

    private let topic: Topic
    private let queries: QuerySet
    private let entry: NaiveEntry

    init?(_ topic: Topic, _ entry: NaiveEntry) {
        let source = QuerySource(
            groups: topic.groups.map { ($0.name, $0.items) }, signals: topic.signals.map(\.expression),
            require: topic.require, exclude: topic.exclude)
        guard let queries = QuerySet.read(source).queries else { return nil }
        self.topic = topic
        self.queries = queries
        self.entry = entry
    }

    func match() -> Match? {
        guard !queries.exclude.contains(where: { strength($0, Self.head, isFlat: true).value > 0 }) else { return nil }
        guard queries.require.allSatisfy({ strength($0, Self.text, isFlat: true).value > 0 }) else { return nil }
        var head = 0.0
        var body = 0.0
        var positives = 0
        var evidence: [Evidence] = []
        for (signal, expression) in zip(topic.signals, queries.signals) {
            var found = strength(expression, Self.head)
            if found.value > 0 {
                head += signal.points * found.value
            } else if signal.points > 0 {
                found = strength(expression, Self.text)
                if found.value > 0 { body += signal.points * found.value }
            }
            guard found.value > 0 else { continue }
            positives += signal.points > 0 ? 1 : 0
            evidence.append(self.evidence(signal, found))
        }
        let score = max(0, head + min(body, topic.bodyCap))
        guard positives >= topic.minimumSignals, score + 1e-9 >= topic.threshold else { return nil }
        return Match(topic: topic.id, score: score, evidence: evidence)
    }

    private func evidence(_ signal: Topic.Signal, _ found: Strength) -> Evidence {
        Evidence(
            signal: signal.expression, weight: signal.points, strength: found.value,
            points: signal.points * found.value,
            field: found.field, spans: Array(Set(found.spans).sorted().prefix(32)))
    }
}

extension NaiveMatcher {
    private func strength(_ expression: Expression, _ fields: [Field], isFlat: Bool = false) -> Strength {
        switch expression {
        case .and(let parts): return all(parts, fields, isFlat)
        case .either(let parts):
            let found = parts.map { strength($0, fields, isFlat: isFlat) }
            let best = found.map(\.value).max() ?? 0
            return found.first { $0.value == best } ?? Strength()
        case .field(let name, let part):
            let field = Field(rawValue: name.rawValue) ?? .title
            if Self.text.contains(field), !fields.contains(field) { return Strength() }
            return strength(part, [field], isFlat: isFlat)
        case .phrase, .group, .any, .near, .not: return term(expression, fields, isFlat)
        }
    }

    private func all(_ parts: [Expression], _ fields: [Field], _ isFlat: Bool) -> Strength {
        var found: [Strength] = []
        for part in parts {
            guard case .not(let absent) = part else {
                found.append(strength(part, fields, isFlat: isFlat))
                continue
            }
            var forbidden = Self.head
            if case .field(let name, _) = absent { forbidden.append(Field(rawValue: name.rawValue) ?? .title) }
            if strength(absent, forbidden, isFlat: true).value > 0 { return Strength() }
        }
        guard let low = found.min(by: { $0.value < $1.value }), low.value > 0 else { return Strength() }
        return Strength(value: low.value, field: low.field, spans: found.flatMap(\.spans))
    }

    private func term(_ expression: Expression, _ fields: [Field], _ isFlat: Bool) -> Strength {
        var best = Strength()
        for field in fields {
            let weight = isFlat ? 1 : topic.weights[field] ?? 0
            guard weight > best.value else { continue }
            let spans = (entry.streams[field] ?? []).flatMap { stream in
                pairs(expression, stream).map { pair in
                    Span(
                        field: stream.field, start: stream.tokens[pair.start].start,
                        end: stream.tokens[pair.end - 1].end)
                }
            }
            if !spans.isEmpty { best = Strength(value: weight, field: field, spans: spans) }
        }
        return best
    }
}

extension NaiveMatcher {
    private func pairs(_ expression: Expression, _ stream: NaiveStream) -> [Pair] {
        switch expression {
        case .phrase(let phrase):
            let words = phrase.words.map { (word: $0, folded: NaiveText.fold($0.text)) }
            return (0..<stream.beginnings).compactMap { start in
                let end = start + words.count
                guard end <= stream.tokens.count else { return nil }
                let fits = zip(words, stream.tokens[start..<end]).allSatisfy { Self.fits($0.word, $0.folded, $1) }
                return fits ? Pair(start: start, end: end) : nil
            }
        case .group(let index): return pairs(queries.groups[index], stream)
        case .any(let parts): return Set(parts.flatMap { pairs($0, stream) }).sorted()
        case .near(let left, let right, let distance):
            return near(pairs(left, stream), pairs(right, stream), Double(distance), stream.before)
        case .and, .either, .not, .field: return []
        }
    }

    private func near(_ left: [Pair], _ right: [Pair], _ distance: Double, _ before: [Double]) -> [Pair] {
        var out: Set<Pair> = []
        for span in left {
            var near: [(Double, Pair)] = []
            for other in right {
                if other.start >= span.end { near.append((before[other.start] - before[span.end], other)) }
                if other.end <= span.start { near.append((before[span.start] - before[other.end], other)) }
            }
            near = near.filter { $0.0 <= distance }
            guard let (_, best) = near.min(by: { ($0.0, $0.1) < ($1.0, $1.1) }) else { continue }
            out.insert(Pair(start: min(span.start, best.start), end: max(span.end, best.end)))
        }
        return out.sorted()
    }

    private static func fits(_ word: PhraseWord, _ folded: [Unicode.Scalar], _ token: NaiveToken) -> Bool {
        guard word.isPrefix ? token.folded.starts(with: folded) : token.folded == folded else { return false }
        let written = Array(token.text.unicodeScalars)
        let wanted = Array(word.text.unicodeScalars)
        switch word.rule {
        case .exact: return word.isPrefix ? written.starts(with: wanted) : written == wanted
        case .capital: return written != Array(token.text.lowercased().unicodeScalars)
        case .folded: return true
        }
    }
}
