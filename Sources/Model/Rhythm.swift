// SPDX-License-Identifier: Apache-2.0
// How a feed publishes, as far as polling it has shown. `Scheduling` learns it, `Storing` keeps it.

/// What is known of a feed's pace.
package struct Rhythm: Sendable, Hashable {
    /// Entries that came while the feed was watched; older ones count less.
    package var arrivals: Double
    /// Seconds for which the feed was watched; older ones count less.
    package var watchedSeconds: Double
    /// The most entries a second lately, from one poll to the next; fades within a day.
    package var peak: Double
    /// How many entries the last document listed; 0 before the first.
    package var page: Int
    /// When a poll last brought a new entry; `nil` before the first document.
    package var lastArrival: Timestamp?
    /// The longest time from one new entry to the next, in seconds; fades within months.
    package var longestPause: Double
    /// How many such times were seen.
    package var pauses: Int
    /// Whether the last document that was read held hardly anything known: entries before it may have been missed.
    package var isOverflowing: Bool
    /// How often that was so.
    package var gaps: Int
    /// Whether nothing new has come for far longer than it ever took.
    package var isSilent: Bool

    package init(
        arrivals: Double = 0, watchedSeconds: Double = 0, peak: Double = 0, page: Int = 0,
        lastArrival: Timestamp? = nil, longestPause: Double = 0, pauses: Int = 0, isOverflowing: Bool = false,
        gaps: Int = 0, isSilent: Bool = false
    ) {
        self.arrivals = arrivals
        self.watchedSeconds = watchedSeconds
        self.peak = peak
        self.page = page
        self.lastArrival = lastArrival
        self.longestPause = longestPause
        self.pauses = pauses
        self.isOverflowing = isOverflowing
        self.gaps = gaps
        self.isSilent = isSilent
    }
}
