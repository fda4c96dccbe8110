// SPDX-License-Identifier: Apache-2.0

package import Model

/// What a poll of a feed came to, as far as the next one depends on it.
package enum PollResult: Sendable {
    /// There was a document other than the last, and it was read.
    case changed(ReadDocument)
    /// The document is the last one; `validators` where the server gave new ones. `movedTo` as in `ReadDocument`;
    /// `freshFor: nil` where the server does not say, zero where it says "not at all".
    case unchanged(validators: Validators?, movedTo: String?, freshFor: Duration? = nil)
    /// 410: the publisher has given the feed up.
    case gone
    /// The server asked to be left alone for so long, by status 429 or 503.
    case retryAfter(Duration, status: Int)
    /// One line, without credentials; and the web page that came in place of the feed, if it was one.
    case failed(String, webPage: WebPage? = nil)
}

/// What a document taught.
package struct ReadDocument: Sendable {
    package var validators: Validators
    package var bodyHash: String
    /// The publisher's; `nil` where it gives none.
    package var title: String?
    /// Where permanent redirects alone led to.
    package var movedTo: String?
    package var wishes: PublisherWishes
    package var tally: Tally

    package init(
        validators: Validators, bodyHash: String, title: String? = nil, movedTo: String? = nil,
        wishes: PublisherWishes = PublisherWishes(), tally: Tally = Tally()
    ) {
        self.validators = validators
        self.bodyHash = bodyHash
        self.title = title
        self.movedTo = movedTo
        self.wishes = wishes
        self.tally = tally
    }
}

/// The entries of a document, counted.
package struct Tally: Sendable, Hashable {
    package var entries: Int
    /// How many of them were not known.
    package var new: Int
    /// The age of the entry in the middle, by the publisher's dates; `nil` where hardly an entry has one.
    package var medianAge: Duration?
    /// Whether the document was all that the feed holds; `false` for the new entries alone (RFC 3229).
    package var isWhole: Bool

    package init(entries: Int = 0, new: Int = 0, medianAge: Duration? = nil, isWhole: Bool = true) {
        self.entries = entries
        self.new = new
        self.medianAge = medianAge
        self.isWhole = isWhole
    }

    /// Whether hardly any entry was known, so that others may have come and gone between the two polls. Of a handful
    /// of entries that can not be said.
    package var isPossibleGap: Bool { isWhole && entries >= 5 && new * 10 >= entries * 9 }
}
