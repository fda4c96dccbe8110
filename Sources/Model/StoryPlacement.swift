// SPDX-License-Identifier: Apache-2.0

/// What grouping decides about an entry that matched a topic.
package enum StoryPlacement: Sendable, Hashable {
    /// The first telling of an event that is not known yet.
    case opens
    /// One more telling of the story with this id.
    case joins(String)
}
