// SPDX-License-Identifier: Apache-2.0
// Everything that the user decided, checked. A value of this type has no errors in it.

package import Model

/// A configuration directory, read. Immutable: a reload makes a new one.
package struct Configuration: Sendable, Hashable {
    /// Absolute.
    package let directory: String
    /// What feedwatch.yaml and the environment say.
    package let main: MainSettings
    /// In the order of the files: feeds.yaml, then the lists and then the OPML files of feeds.d by name. No URL twice.
    package let feeds: [Feed]
    /// Sorted by id.
    package var topics: [Topic]

    package init(directory: String, main: MainSettings, feeds: [Feed], topics: [Topic]) {
        self.directory = directory
        self.main = main
        self.feeds = feeds
        self.topics = topics
    }

    package var store: StoreSettings { main.store }
    package var fetch: FetchSettings { main.fetch }
    package var stories: StorySettings { main.stories }
    package var alerts: AlertSettings { main.alerts }
    package var retention: RetentionSettings { main.retention }
    package var reload: ReloadSettings { main.reload }
}
