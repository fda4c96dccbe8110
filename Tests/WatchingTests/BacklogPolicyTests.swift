// SPDX-License-Identifier: Apache-2.0

import Configuring
import Model
import TestSupport
import Testing

@testable import Watching

@Suite struct BacklogPolicyTests {
    private let now = Timestamp(seconds: 1_800_000_000)

    private func policy(_ backlog: Backlog?, read: Bool = false, silentUntil: Timestamp? = nil) -> BacklogPolicy {
        let main = MainSettings()
        let configuration = Configuration(directory: "/", main: main, feeds: [], topics: [])
        return BacklogPolicy(
            feed: Feed(url: "https://news.example/feed.xml", backlog: backlog),
            state: PollState(lastSuccess: read ? now - .seconds(60) : nil),
            watch: Watch(configuration, silentUntil: silentUntil), now: now)
    }

    @Test func `a first fetch tells the last day by default, and keeps quiet about undated entries`() {
        let policy = policy(nil)
        #expect(policy.tells(.sample(published: now - .seconds(86_000))))
        #expect(!policy.tells(.sample(published: now - .seconds(87_000))))
        #expect(!policy.tells(.sample(published: nil)))
    }

    @Test func `a feed may tell its whole backlog`() {
        #expect(policy(.all).tells(.sample(published: nil)))
    }

    @Test func `a feed that was read before tells whatever is new, however old it says it is`() {
        #expect(policy(nil, read: true).tells(.sample(published: Timestamp(seconds: 0))))
    }

    @Test func `after a lost store what was published before the last alert stays silent`() {
        let policy = policy(.all, silentUntil: now - .seconds(100))
        #expect(policy.tells(.sample(published: now - .seconds(99))))
        #expect(!policy.tells(.sample(published: now - .seconds(101))))
    }
}
