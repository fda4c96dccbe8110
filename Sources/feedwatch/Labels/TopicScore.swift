// SPDX-License-Identifier: Apache-2.0
// How good a topic is on labels, and every entry where it differs from them.

import Matching
import Model

/// One topic measured.
struct TopicScore {
    let topic: Topic
    let judged: [Judged]
    let confusion: Confusion
    /// `nil` where nothing is relevant.
    let averagePrecision: Double?
    /// Labelled as marginal, and so not scored.
    let marginal: Int

    init(_ topic: Topic, _ judged: [Judged], marginal: Int) {
        self.topic = topic
        self.judged = judged
        self.marginal = marginal
        let judgements = judged.map(\.judgement)
        confusion = Confusion(judgements, threshold: topic.threshold, cap: topic.bodyCap)
        averagePrecision = AveragePrecision.of(judgements, cap: topic.bodyCap)
    }

    /// Told and not relevant, the highest scores first.
    var falseAlarms: [Judged] {
        errors { !$0.isRelevant && isTold($0) }
    }

    /// Relevant and not told, the highest scores first.
    var misses: [Judged] {
        errors { $0.isRelevant && !isTold($0) }
    }

    private func isTold(_ judgement: Judgement) -> Bool {
        judgement.sum.reaches(topic.threshold, cap: topic.bodyCap)
    }

    /// Also of entries without weight: they are not counted, but tell as much about the topic.
    private func errors(_ isError: (Judgement) -> Bool) -> [Judged] {
        let found = judged.filter { isError($0.judgement) }
        let scores = found.map { $0.judgement.sum.score(cap: topic.bodyCap) }
        return found.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }.map { found[$0] }
    }
}
