// SPDX-License-Identifier: Apache-2.0

import Model

/// Entries of one story that a topic matches since it was edited, to be told on request.
package struct LateStory: Sendable {
    /// The id of the story that they tell; `nil` where they are in none. An entry that is in one stays there.
    package let story: String?
    /// In the order of arrival; the first one is told.
    package let matches: [LateMatch]

    package init(story: String?, matches: [LateMatch]) {
        (self.story, self.matches) = (story, matches)
    }
}

/// A stored entry and what is to be told of it.
package struct LateMatch: Sendable {
    package let stored: StoredEntry
    package let drafts: [DraftAlert]

    package init(_ stored: StoredEntry, drafts: [DraftAlert]) {
        (self.stored, self.drafts) = (stored, drafts)
    }
}
