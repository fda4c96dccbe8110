// SPDX-License-Identifier: Apache-2.0
// What `topics score --format json` prints: the table and every error, as one object.

import Matching
import Model

struct ScoreJSON: Encodable {
    let labelledEntries: Int
    let topics: [Measured]
    let mean: Means?

    enum CodingKeys: String, CodingKey {
        case labelledEntries = "labelled_entries"
        case topics, mean
    }

    struct Range: Encodable {
        let value: Double
        let low: Double
        let high: Double

        init(_ estimate: Estimate) {
            value = estimate.value.thousandth
            low = estimate.low.thousandth
            high = estimate.high.thousandth
        }
    }

    struct Means: Encodable {
        let precision: Range?
        let recall: Range?
        let f1: Range?
    }

    struct Measured: Encodable {
        let topic: String
        let threshold: Double
        let labels: Int
        let relevant: Int
        let marginal: Int
        let falseAlarms: Int
        let misses: Int
        let precision: Range?
        let recall: Range?
        let f1: Range?
        let averagePrecision: Double?
        let errors: [Failure]

        enum CodingKeys: String, CodingKey {
            case topic, threshold, labels, relevant, marginal, misses, precision, recall, f1, errors
            case falseAlarms = "false_alarms"
            case averagePrecision = "average_precision"
        }
    }

    /// One entry where topic and label differ.
    struct Failure: Encodable {
        let kind: String
        let entry: String
        let title: String
        let score: Double
        let weight: Double
        let why: [Held]
        let nearest: Nearest?
    }

    struct Held: Encodable {
        let signal: String
        let points: Double
        let field: String
        let terms: [String]
    }

    struct Nearest: Encodable {
        let signal: String
        let points: Double
        let lacks: [String]
    }
}

extension ScoreJSON {
    init(_ scores: [TopicScore], entries: Int, _ matcher: TopicMatcher) {
        labelledEntries = entries
        topics = scores.map { Measured($0, matcher) }
        let measured = scores.map(\.confusion)
        mean = Means(
            precision: Estimate.mean(measured.compactMap(\.precision)).map(Range.init),
            recall: Estimate.mean(measured.compactMap(\.recall)).map(Range.init),
            f1: Estimate.mean(measured.compactMap(\.f1)).map(Range.init))
    }
}

extension ScoreJSON.Measured {
    init(_ score: TopicScore, _ matcher: TopicMatcher) {
        topic = score.topic.id
        threshold = score.topic.threshold
        labels = score.judged.count { $0.judgement.weight > 0 }
        relevant = score.confusion.relevant.count
        marginal = score.marginal
        falseAlarms = score.confusion.falseAlarms.count
        misses = score.confusion.misses.count
        precision = score.confusion.precision.map(ScoreJSON.Range.init)
        recall = score.confusion.recall.map(ScoreJSON.Range.init)
        f1 = score.confusion.f1.map(ScoreJSON.Range.init)
        averagePrecision = score.averagePrecision?.thousandth
        errors =
            score.falseAlarms.map { ScoreJSON.Failure("false_alarm", $0, score.topic, matcher) }
            + score.misses.map { ScoreJSON.Failure("miss", $0, score.topic, matcher) }
    }
}

extension ScoreJSON.Failure {
    init(_ kind: String, _ judged: Judged, _ topic: Topic, _ matcher: TopicMatcher) {
        let entry = judged.entry.entry
        let verdict = matcher.verdict(of: entry, on: topic.id)
        let match = Match(topic: topic.id, score: verdict?.score ?? 0, evidence: verdict?.evidence ?? [])
        self.kind = kind
        self.entry = judged.entry.name
        title = entry.title
        score = judged.judgement.sum.score(cap: topic.bodyCap).thousandth
        weight = judged.judgement.weight
        why = match.reasons(in: entry).map {
            ScoreJSON.Held(signal: $0.signal, points: $0.points, field: $0.field, terms: $0.terms)
        }
        nearest = kind == "miss" ? verdict?.nearest.map(ScoreJSON.Nearest.init) : nil
    }
}

extension ScoreJSON.Nearest {
    init(_ miss: NearMiss) {
        self.init(signal: miss.signal, points: miss.points, lacks: miss.lacks)
    }
}

extension Double {
    /// With three decimals.
    var thousandth: Double { (self * 1_000).rounded() / 1_000 }
}
