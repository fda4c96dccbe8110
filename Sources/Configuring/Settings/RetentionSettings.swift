// SPDX-License-Identifier: Apache-2.0

/// How long the store keeps entries.
package struct RetentionSettings: Sendable, Hashable {
    /// Entries older than this are removed; the keys by which they are recognised stay.
    package var entries = Duration.seconds(90 * 86_400)
    /// Bytes of the database beyond which the oldest entries go early; `nil` for no limit.
    package var maxSizeBytes: Int?

    package init() {}

    static let section = Section<RetentionSettings>([
        .value(
            "entries", \.entries, .duration(.seconds(3_600)...(.seconds(36_500 * 86_400))),
            "How long entries are kept for search, explanation and trying out topics."),
        .optional(
            "max_size", \.maxSizeBytes, .size((1 << 20)...(1 << 50)),
            "The size of the database beyond which the oldest entries go early. Without it, age alone decides."),
    ])
}
