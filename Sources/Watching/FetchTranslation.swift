// SPDX-License-Identifier: Apache-2.0
// Fetching and Scheduling do not know each other: what a transfer came to is put here into the words of the poll plan.

import Fetching
import Model
import Parsing
import Scheduling

extension FetchRequest {
    /// `proxy`: the way of a feed that names none of its own.
    init(of feed: Feed, state: PollState, proxy: FeedProxy) {
        self.init(
            url: feed.trusts(state.address) ? state.address ?? feed.url : feed.url, validators: state.validators,
            allowsPrivateAddress: feed.allowsPrivateAddress, credentials: feed.credentials,
            proxy: feed.proxy ?? proxy, asking: feed.asking, cookieJar: feed.asking.keepsCookies ? feed.url : nil)
    }
}

extension Feed {
    /// Whether what the user allows and sends to the feed's own server is meant for the address that the server moved
    /// it to. Only then is it asked there directly; else by the redirect, which leaves all of that behind.
    fileprivate func trusts(_ address: String?) -> Bool {
        let isOpen = !allowsPrivateAddress && credentials == nil && asking == Asking()
        return isOpen || address.map { HostName.origin(of: $0) == HostName.origin(of: url) } ?? true
    }
}

extension PollResult {
    /// A document whose bytes are those of last time counts as unchanged; one that is new has its own initialiser.
    init(_ outcome: FetchOutcome) {
        switch outcome {
        case .changed(let document):
            self = .unchanged(
                validators: document.validators, movedTo: document.movedTo, freshFor: document.freshFor)
        case .notModified(let validators, let movedTo, let freshFor):
            self = .unchanged(validators: validators, movedTo: movedTo, freshFor: freshFor)
        case .gone:
            self = .gone
        case .retryAfter(let wait, let status):
            self = .retryAfter(wait, status: status)
        case .failed(let failure):
            self = .failed(failure.message, webPage: failure.page)
        }
    }

    /// A document that was read, of which so many entries were new.
    init(_ document: FetchedDocument, _ parsed: ParsedFeed, title: String?, new: Int, now: Timestamp) {
        self = .changed(
            ReadDocument(
                validators: document.validators, bodyHash: document.bodyHash, title: title, movedTo: document.movedTo,
                wishes: PublisherWishes(parsed, freshFor: document.freshFor),
                tally: Tally(
                    entries: parsed.entries.count, new: new, medianAge: parsed.medianAge(now: now),
                    isWhole: !document.isDelta)))
    }
}

extension PublisherWishes {
    init(_ parsed: ParsedFeed, freshFor: Duration?) {
        self.init(
            ttl: parsed.ttl.map { .seconds(Int64($0.clamped(to: 0...Self.longestTTL) * 60)) },
            updateBase: parsed.updateBase, skips: SkipTimes(hours: parsed.skipHours, days: parsed.skipDays),
            freshFor: freshFor)
    }

    /// Minutes: ten years, so that no arithmetic overflows.
    private static let longestTTL = 5_256_000
}

extension ParsedFeed {
    /// The age of the entry in the middle; `nil` where not even half of the entries, or fewer than four, are dated.
    fileprivate func medianAge(now: Timestamp) -> Duration? {
        let dates = entries.compactMap { $0.published ?? $0.updated }.sorted()
        guard dates.count >= 4, dates.count * 2 >= entries.count else { return nil }
        return max(.zero, now - dates[dates.count / 2])
    }
}

extension Int {
    fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
