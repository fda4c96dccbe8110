// SPDX-License-Identifier: Apache-2.0
// Everything that the user decided, checked. A value of this type has no errors in it.

package import Model

/// A configuration directory, read. Immutable: a reload makes a new one.
package struct Configuration: Sendable, Hashable {
    /// Absolute.
    package let directory: String
    package let store: StoreSettings
    package let fetch: FetchSettings
    package let stories: StorySettings
    package let alerts: AlertSettings
    package let retention: RetentionSettings
    /// In the order of the files: feeds.yaml, then the lists and then the OPML files of feeds.d by name. No URL twice.
    package let feeds: [Feed]
    /// Sorted by id.
    package let topics: [Topic]

    package init(directory: String, main: MainSettings, feeds: [Feed], topics: [Topic]) {
        self.directory = directory
        store = main.store
        fetch = main.fetch
        stories = main.stories
        alerts = main.alerts
        retention = main.retention
        self.feeds = feeds
        self.topics = topics
    }
}
