// SPDX-License-Identifier: Apache-2.0

import Foundation
import Matching
import Model
import Testing

@Suite struct PropertyTests {
    /// Pairs of topic and entry; FEEDWATCH_RANDOM_PAIRS asks for more.
    static let pairs = ProcessInfo.processInfo.environment["FEEDWATCH_RANDOM_PAIRS"].flatMap { Int($0) } ?? 3_000

    @Test func `the engine gives what the naive twin gives`() {
        var matches = 0
        for seed in 0..<max(1, Self.pairs / 300) {
            var world = RandomWorld(seed: UInt64(seed))
            let topics = (0..<20).map { world.topic("t\($0 + 10)") }
            let matcher = TopicMatcher(topics: topics)
            for index in 0..<15 {
                let entry = world.entry("e\(index)")
                let found = matcher.match(entry, from: nil)
                let naive = NaiveEntry(entry)
                let expected = topics.compactMap { NaiveMatcher($0, naive)?.match() }
                #expect(Self.agree(found, expected), "seed \(seed), entry \(index)")
                matches += expected.count
            }
        }
        #expect(matches > Self.pairs / 20)
    }

    static func agree(_ left: [Match], _ right: [Match]) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { left, right in
                left.topic == right.topic && abs(left.score - right.score) < 0.001
                    && left.evidence.count == right.evidence.count
                    && zip(left.evidence, right.evidence).allSatisfy(agree)
            }
    }

    private static func agree(_ left: Evidence, _ right: Evidence) -> Bool {
        left.signal == right.signal && left.weight == right.weight && left.field == right.field
            && left.spans == right.spans && abs(left.strength - right.strength) < 0.001
            && abs(left.points - right.points) < 0.001
    }
}
