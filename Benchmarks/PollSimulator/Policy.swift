// SPDX-License-Identifier: Apache-2.0
// The ways of polling that are compared. Each answers one question: in how many seconds again?

import Model
import Scheduling

/// What a poll found.
enum Answer {
    case read(Tally)
    case unchanged
    case failed
    case refused(seconds: Int32)
}

/// A way of polling with what it remembers of each feed.
struct Policy {
    enum Way {
        /// Every so many seconds, whatever happens.
        case fixed(Double)
        /// As readers do: `least` seconds after something new, twice as long after each poll without, a day at most.
        case doubling(least: Double)
        case plan(PollPlan)
    }

    let way: Way
    private var intervals: [Double]
    private var states: [PollState]
    private let feeds: [Feed]

    init(_ way: Way, feeds count: Int) {
        self.way = way
        intervals = Array(repeating: 3_600, count: count)
        let needsStates = if case .plan = way { true } else { false }
        states = Array(repeating: PollState(), count: needsStates ? count : 0)
        feeds = (0..<count).map { Feed(url: "http://\($0)/") }
    }

    /// Whether the plan takes the feed for silent; other ways do not ask.
    func isSilent(_ feed: Int) -> Bool {
        !states.isEmpty && states[feed].rhythm.isSilent
    }

    /// Seconds from `now` to the next poll.
    mutating func wait(after answer: Answer, of feed: Int, wishes: PublisherWishes, at now: Int32, jitter: Double)
        -> Int32
    {
        switch way {
        case .fixed(let seconds): return Int32(seconds * (0.95 + 0.1 * jitter))
        case .doubling(let least):
            let foundNews = if case .read(let tally) = answer, tally.new > 0 { true } else { false }
            intervals[feed] = foundNews ? least : min(86_400, intervals[feed] * 2)
            return Int32(intervals[feed] * (0.95 + 0.1 * jitter))
        case .plan(let plan):
            let moment = Timestamp(seconds: Self.start + Int64(now))
            let state = plan.next(
                after: PollResult(answer, wishes: wishes), state: states[feed], feed: feeds[feed], now: moment,
                jitter: jitter)
            states[feed] = state
            return Int32((state.nextPoll ?? moment).seconds - moment.seconds)
        }
    }

    /// 1 November 2026.
    private static let start: Int64 = 1_793_491_200
}

extension PollResult {
    fileprivate init(_ answer: Answer, wishes: PublisherWishes) {
        switch answer {
        case .read(let tally):
            self = .changed(ReadDocument(validators: Validators(), bodyHash: "", wishes: wishes, tally: tally))
        case .unchanged: self = .unchanged(validators: nil, movedTo: nil)
        case .failed: self = .failed("HTTP 500")
        case .refused(let seconds): self = .retryAfter(.seconds(Int64(seconds)), status: 429)
        }
    }
}
