// SPDX-License-Identifier: Apache-2.0

import Matching
import Model
import TestSupport
import Testing

/// What topics are measured and tuned by.
@Suite struct MeasuringTests {
    private func count(_ weights: [Double]) -> WeightedCount {
        weights.reduce(into: WeightedCount()) { $0.add($1) }
    }

    private func judgement(_ isRelevant: Bool, _ score: Double, weight: Double = 1) -> Judgement {
        Judgement(isRelevant: isRelevant, weight: weight, sum: TopicSum(head: score, body: 0))
    }

    @Test func `intervals are Wilson's`() throws {
        // Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I, method 3.
        let known: [(part: Int, whole: Int, low: Double, high: Double)] = [
            (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718),
        ]
        for (part, whole, low, high) in known {
            let estimate = try #require(
                Estimate(count(Array(repeating: 1, count: part)), of: count(Array(repeating: 1, count: whole))))
            #expect(abs(estimate.low - low) < 0.0001 && abs(estimate.high - high) < 0.0001, "\(part) of \(whole)")
            #expect(estimate.value == Double(part) / Double(whole))
        }
    }

    @Test func `labels that all agree do not make certainty`() throws {
        let all = count(Array(repeating: 1, count: 12))
        let estimate = try #require(Estimate(all, of: all))
        #expect(estimate.value == 1 && estimate.high == 1 && estimate.low < 0.8)
    }

    @Test func `a heavy label counts for its weight, and as one observation`() throws {
        let equal = try #require(Estimate(count([1, 1, 1]), of: count([1, 1, 1, 1])))
        let scaled = try #require(Estimate(count([5, 5, 5]), of: count([5, 5, 5, 5])))
        #expect(equal == scaled)
        let uneven = try #require(Estimate(count([97, 1, 1]), of: count([97, 1, 1, 1])))
        #expect(uneven.value == 0.99)
        #expect(uneven.low < 0.3)
        #expect(Estimate(count([]), of: count([0, 0])) == nil)
    }

    @Test func `F1 is the harmonic mean of precision and recall, its interval between 0 and 1`() throws {
        var random = SeededRandom(seed: 11)
        for _ in 0..<200 {
            let judgements = (0..<40).map { _ in
                judgement(random.next(below: 3) == 0, Double(random.next(below: 20)) / 10)
            }
            let confusion = Confusion(judgements, threshold: 1, cap: 0.6)
            guard let precision = confusion.precision?.value, let recall = confusion.recall?.value,
                let f1 = confusion.f1
            else { continue }
            let harmonic = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
            #expect(abs(f1.value - harmonic) < 1e-12)
            #expect(0 <= f1.low && f1.low <= f1.value && f1.value <= f1.high && f1.high <= 1)
        }
    }

    @Test func `labels of weight 0 are not counted`() {
        let confusion = Confusion(
            [judgement(true, 2), judgement(false, 2, weight: 0), judgement(true, 0, weight: 0)], threshold: 1, cap: 0.6)
        #expect(confusion.hits.count == 1 && confusion.falseAlarms.count == 0 && confusion.misses.count == 0)
    }

    @Test func `the mean's interval is narrower than that of its parts and holds the mean`() throws {
        let one = try #require(Estimate(count([1, 1, 1]), of: count([1, 1, 1, 1])))
        let mean = try #require(Estimate.mean([one, one, one, one]))
        #expect(abs(mean.value - 0.75) < 1e-12)
        #expect(abs((one.value - one.low) / 2 - (mean.value - mean.low)) < 1e-12)
        #expect(Estimate.mean([]) == nil)
    }

    @Test func `average precision is one for a perfect ranking, and entries of one score have no order`() {
        let perfect = [judgement(true, 3), judgement(true, 2), judgement(false, 1), judgement(false, 0)]
        #expect(AveragePrecision.of(perfect, cap: 0.6) == 1)
        let tied = [judgement(true, 1), judgement(false, 1)]
        #expect(AveragePrecision.of(tied, cap: 0.6) == AveragePrecision.of(tied.reversed(), cap: 0.6))
        #expect(AveragePrecision.of(tied, cap: 0.6) == 0.5)
        // Ranks 1 and 3 are relevant: (1 + 2/3) / 2.
        let mixed = [judgement(true, 3), judgement(false, 2), judgement(true, 1)]
        #expect(abs((AveragePrecision.of(mixed, cap: 0.6) ?? 0) - 5.0 / 6) < 1e-12)
        #expect(AveragePrecision.of([judgement(false, 1)], cap: 0.6) == nil)
    }

    @Test func `sums decide as matching does`() throws {
        let topics = [
            Topic(
                id: "a", threshold: 0.8,
                signals: [.init(points: 1, expression: "Beijing"), .init(points: 0.5, expression: "tea")],
                exclude: ["recipe"]),
            Topic(
                id: "b", signals: [.init(points: 1, expression: "Beijing"), .init(points: -0.4, expression: "opera")],
                require: ["envoy"], minimumSignals: 1, languages: ["en"]),
        ]
        let matcher = TopicMatcher(topics: topics)
        var random = SeededRandom(seed: 5)
        let words = ["Beijing", "tea", "recipe", "opera", "envoy", "lands", "and"]
        for _ in 0..<500 {
            func text() -> String { (0..<4).map { _ in words[random.next(below: words.count)] }.joined(separator: " ") }
            let entry = Entry(
                title: text(), summary: text(), content: text(), language: ["en", "fr"][random.next(below: 2)])
            let sums = matcher.sums(of: entry, from: nil)
            let matches = matcher.match(entry, from: nil)
            for topic in topics {
                let sum = try #require(sums[topic.id])
                let match = matches.first { $0.topic == topic.id }
                #expect(sum.reaches(topic.threshold, cap: topic.bodyCap) == (match != nil))
                if let match { #expect(abs(sum.score(cap: topic.bodyCap) - match.score) < 1e-6) }
            }
        }
    }
}

/// The threshold that labels speak for.
@Suite struct TuningTests {
    private func judgements(relevant: [Double], other: [Double]) -> [Judgement] {
        relevant.map { Judgement(isRelevant: true, sum: TopicSum(head: $0, body: 0)) }
            + other.map { Judgement(isRelevant: false, sum: TopicSum(head: $0, body: 0)) }
    }

    @Test func `a threshold that misses everything is brought down to between the two kinds`() throws {
        let labels = judgements(
            relevant: (0..<40).map { 0.7 + Double($0) * 0.01 }, other: (0..<40).map { Double($0) * 0.01 })
        let curve = ThresholdCurve(labels, present: 2, cap: .following)
        let choice = try #require(ThresholdChoice(curve))
        let proposed = curve.points[choice.proposed].threshold
        #expect(proposed > 0.39 && proposed <= 0.7, "\(proposed)")
        #expect(choice.gain > 0.9)
        #expect(choice.low <= choice.proposed && choice.proposed <= choice.high)
    }

    @Test func `a threshold as good as any is kept`() throws {
        let labels = judgements(relevant: Array(repeating: 1.5, count: 30), other: Array(repeating: 0.2, count: 30))
        let curve = ThresholdCurve(labels, present: 1, cap: .following)
        let choice = try #require(ThresholdChoice(curve))
        #expect(choice.proposed == curve.present && choice.gain == 0)
    }

    @Test func `the same labels give the same choice`() {
        let labels = judgements(relevant: (0..<30).map { Double($0) / 15 }, other: (0..<30).map { Double($0) / 25 })
        let curve = ThresholdCurve(labels, present: 1, cap: .following)
        #expect(ThresholdChoice(curve) == ThresholdChoice(ThresholdCurve(labels, present: 1, cap: .following)))
    }

    @Test func `labels of one kind choose nothing`() {
        #expect(
            ThresholdChoice(ThresholdCurve(judgements(relevant: [1, 2], other: []), present: 1, cap: .following)) == nil
        )
        #expect(
            ThresholdChoice(ThresholdCurve(judgements(relevant: [], other: [1, 2]), present: 1, cap: .following)) == nil
        )
    }

    @Test(arguments: [0.3, 0.75, 1, 12, 400])
    func `the curve rises in at most 400 round steps and holds the present threshold`(present: Double) {
        let labels = judgements(relevant: [present * 1.5], other: [present / 2])
        let curve = ThresholdCurve(labels, present: present, cap: .fixed(1))
        #expect(curve.points.count <= 401)
        #expect(curve.points[curve.present].threshold == present)
        #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.threshold < $1.threshold })
    }

    @Test func `a body cap that is not written follows the threshold`() {
        #expect(BodyCap.following.cap(at: 1) == 0.6 && BodyCap.following.cap(at: 0.4) == 0.75 * 0.4)
        #expect(BodyCap.fixed(0.5).cap(at: 0.4) == 0.5)
        let labels = [Judgement(isRelevant: true, sum: TopicSum(head: 0, body: 5))]
        let curve = ThresholdCurve(labels, present: 1, cap: .following)
        #expect(
            curve.points.allSatisfy {
                $0.confusion.hits.count == ($0.threshold <= 0.6 && $0.threshold <= 0.75 * $0.threshold ? 1 : 0)
            })
    }
}
