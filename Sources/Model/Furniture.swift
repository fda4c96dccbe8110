// SPDX-License-Identifier: Apache-2.0
// What of an entry's text is the page's and not its own: menus, teasers, newsletter lines. The text is stored whole; this
// says what is left out when it is matched.

/// The parts of one entry that are no more than repetition over its feed. Offsets are in bytes of UTF-8.
package struct Furniture: Sendable, Hashable {
    /// Of the summary: sorted, not overlapping, whole lines or the end of one.
    package var summary: [Range<Int>]
    /// Of the content, likewise.
    package var content: [Range<Int>]

    package static let none = Self()

    package var isEmpty: Bool { summary.isEmpty && content.isEmpty }

    package init(summary: [Range<Int>] = [], content: [Range<Int>] = []) {
        self.summary = summary
        self.content = content
    }
}

extension Entry {
    /// The entry as it is matched. What lies beyond the end of a text is ignored, as stored text may have been cut.
    package func without(_ furniture: Furniture) -> Entry {
        guard !furniture.isEmpty else { return self }
        var entry = self
        entry.summary = summary.without(furniture.summary)
        entry.content = content.without(furniture.content)
        return entry
    }
}

extension String {
    fileprivate func without(_ ranges: [Range<Int>]) -> String {
        guard !ranges.isEmpty else { return self }
        let bytes = Array(utf8)
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var end = 0
        for range in ranges where range.lowerBound < bytes.count {
            kept += bytes[end..<range.lowerBound]
            end = min(range.upperBound, bytes.count)
        }
        return String(decoding: kept + bytes[end...], as: UTF8.self)
    }
}
