// SPDX-License-Identifier: Apache-2.0
// What polling a feed has taught us. `Scheduling` decides it, `Storing` keeps it.

/// The state of one feed between two polls.
package struct PollState: Sendable, Hashable {
    /// When the feed is due; `nil` for a feed never polled, which is due at once.
    package var nextPoll: Timestamp?
    /// Why then.
    package var decision: PollDecision
    package var lastPoll: Timestamp?
    package var lastSuccess: Timestamp?
    /// Failures in a row since the last success.
    package var failures: Int
    /// The last failure in words, without credentials; `nil` after a success.
    package var lastError: String?
    /// What the last poll found in place of the feed; once such a streak of failures was told, until it ends.
    package var webPage: WebPage?
    package var validators: Validators
    /// A hash of the last body that was parsed; an equal body is not parsed again.
    package var bodyHash: String?
    /// The publisher's title of the feed.
    package var title: String?
    /// 410 Gone: the feed is not polled any more.
    package var isGone: Bool
    /// `Retry-After` of the server; no poll before, not even by `run --once`.
    package var notBefore: Timestamp?
    /// The address in use where the publisher moved the feed for good; `nil` for the configured URL.
    package var address: String?
    /// A permanent redirect that has not been seen often enough to be believed.
    package var move: Move?
    /// What the publisher last said about polling.
    package var wishes: PublisherWishes
    package var rhythm: Rhythm

    package init(
        nextPoll: Timestamp? = nil, decision: PollDecision = PollDecision(), lastPoll: Timestamp? = nil,
        lastSuccess: Timestamp? = nil, failures: Int = 0, lastError: String? = nil, webPage: WebPage? = nil,
        validators: Validators = Validators(), bodyHash: String? = nil, title: String? = nil, isGone: Bool = false,
        notBefore: Timestamp? = nil, address: String? = nil, move: Move? = nil,
        wishes: PublisherWishes = PublisherWishes(), rhythm: Rhythm = Rhythm()
    ) {
        self.nextPoll = nextPoll
        self.decision = decision
        self.lastPoll = lastPoll
        self.lastSuccess = lastSuccess
        self.failures = failures
        self.lastError = lastError
        self.webPage = webPage
        self.validators = validators
        self.bodyHash = bodyHash
        self.title = title
        self.isGone = isGone
        self.notBefore = notBefore
        self.address = address
        self.move = move
        self.wishes = wishes
        self.rhythm = rhythm
    }

    /// `decision` in words: "every 30m", "backoff after 3 failures".
    package var reason: String { decision.words(failures: failures) }
}

/// What a server gave to recognise an unchanged document by (RFC 9110 §8.8), echoed exactly as it was received.
package struct Validators: Sendable, Hashable {
    package var etag: String?
    package var lastModified: String?

    package init(etag: String? = nil, lastModified: String? = nil) {
        self.etag = etag
        self.lastModified = lastModified
    }
}

/// A permanent redirect (301, 308) and on how many polls in a row it was seen.
package struct Move: Sendable, Hashable {
    package var target: String
    package var polls: Int

    package init(target: String, polls: Int) {
        self.target = target
        self.polls = polls
    }
}
