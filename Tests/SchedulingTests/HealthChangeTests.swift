// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Scheduling

/// What is told of a feed whose address gives a web page.
struct HealthChangeTests {
    private let plan = PollPlan()
    private let feed = Feed(url: "http://a/")
    private let wall = PollResult.failed("walled", webPage: .wall("Cloudflare"))

    /// The changes that each poll brings, the first from a feed that was read before.
    private func changes(_ results: [PollResult]) -> [[HealthChange]] {
        var state = PollState(lastSuccess: Timestamp(seconds: 0))
        return results.enumerated().map { step, result in
            let now = Timestamp(seconds: Int64(step + 1) * 3_600)
            let next = plan.next(after: result, state: state, feed: feed, now: now, jitter: 0.5)
            defer { state = next }
            return HealthChange.between(state, next)
        }
    }

    @Test func `a bot wall is told by name at the third failure, once, and its end`() {
        let told = changes([wall, wall, wall, wall, .unchanged(validators: nil, movedTo: nil), wall])
        let event = HealthChange.webPage(.wall("Cloudflare"), failures: 3, error: "walled")
        #expect(told == [[], [], [event], [], [.recovered(failures: 4)], []])
    }

    @Test func `a page or two among other failures is not told as one`() {
        #expect(changes([wall, wall, .failed("down")]).last == [.failing(failures: 3, error: "down")])
    }

    @Test func `a streak that was told and comes to a web page is told once more, and not again`() {
        let page = PollResult.failed("page", webPage: .plain)
        let told = changes([.failed("a"), .failed("a"), .failed("a"), .failed("a"), page, .failed("a"), page, wall])
        let event = HealthChange.webPage(.plain, failures: 5, error: "page")
        #expect(told.map(\.count) == [0, 0, 1, 0, 1, 0, 0, 0] && told[4] == [event])
    }

    @Test func `what is kept of a web page can be read again`() {
        for page in [WebPage.plain, .wall("Cloudflare"), .wall("")] { #expect(WebPage(page.description) == page) }
        #expect(WebPage("feed") == nil)
    }
}
