// SPDX-License-Identifier: Apache-2.0
// Where a topic's file says its threshold: for those who advise another one.

package struct ThresholdPlace: Sendable, Hashable {
    /// 1-based; `nil` where the file leaves the threshold at its default.
    package let line: Int?
    /// Whether the file says `body_cap`, which otherwise follows the threshold.
    package let hasBodyCap: Bool

    /// `nil` where the file does not read as a topic. Blocks.
    package init?(ofTopicAt path: String) {
        var problems: [Problem] = []
        guard let file = TopicFile.read(at: path, &problems) else { return nil }
        line = file.settings.threshold?.place.line
        hasBodyCap = file.settings.bodyCap != nil
    }
}
