// SPDX-License-Identifier: Apache-2.0
// What a publisher says about when to come again. Kept between polls: a 304 repeats none of what stands in the document.

/// A publisher's words about polling, as they were read; how far they are followed is the poll plan's affair.
package struct PublisherWishes: Sendable, Hashable {
    /// How long a document may be kept before it is asked for again: RSS `ttl`, or `sy:updatePeriod` divided by
    /// `sy:updateFrequency`.
    package var ttl: Duration?
    /// `sy:updateBase`: a moment from which the periods of `ttl` are counted.
    package var updateBase: Timestamp?
    /// RSS `skipHours` and `skipDays`.
    package var skips: SkipTimes
    /// For how much longer the response is fresh (RFC 9111 §4.2): `Cache-Control: max-age` or `Expires`, less `Age`.
    package var freshFor: Duration?
    /// How seldom the server wants to be asked, as far as refusals (429) have shown; fades. `nil` where it never
    /// refused.
    package var patience: Duration?

    package init(
        ttl: Duration? = nil, updateBase: Timestamp? = nil, skips: SkipTimes = SkipTimes(), freshFor: Duration? = nil,
        patience: Duration? = nil
    ) {
        self.ttl = ttl
        self.updateBase = updateBase
        self.skips = skips
        self.freshFor = freshFor
        self.patience = patience
    }
}
