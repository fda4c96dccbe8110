// SPDX-License-Identifier: Apache-2.0
// What `topics tune --format json` prints.

import Matching
import Model

struct TuneJSON: Encodable {
    let topic: String
    let file: String
    let line: Int?
    let threshold: Double
    /// The present threshold where no other is better.
    let proposed: Double
    /// Nine in ten samples of the labels choose within.
    let low: Double
    let high: Double
    let gain: Double
    let curve: [Point]

    struct Point: Encodable {
        let threshold: Double
        let told: Int
        let precision: Double?
        let recall: Double?
        let f1: Double?
    }

    init(_ text: TuneText) {
        let points = text.curve.points
        topic = text.topic.id
        file = text.path
        line = text.line
        threshold = text.topic.threshold
        proposed = text.isBetter ? points[text.choice.proposed].threshold : text.topic.threshold
        low = points[text.choice.low].threshold
        high = points[text.choice.high].threshold
        gain = text.choice.gain.thousandth
        curve = points.map { point in
            Point(
                threshold: point.threshold, told: point.confusion.told.count,
                precision: point.confusion.precision?.value.thousandth,
                recall: point.confusion.recall?.value.thousandth, f1: point.confusion.f1?.value.thousandth)
        }
    }
}
