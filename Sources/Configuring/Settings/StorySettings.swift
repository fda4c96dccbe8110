// SPDX-License-Identifier: Apache-2.0

/// When two entries are one story.
package struct StorySettings: Sendable, Hashable {
    /// Entries at most this far apart may be one story; zero tells every text on its own.
    package var window = Duration.seconds(48 * 3_600)

    package init() {}

    static let section = Section<StorySettings>([
        .value(
            "window", \.window, .duration(.zero...(.seconds(30 * 86_400))),
            "Entries at most this far apart may be one story, which is told once; 0h turns this off.")
    ])
}
