// SPDX-License-Identifier: Apache-2.0
// What is done for the store from time to time, a few entries at a time, so that refreshes get their turn in between.

import Configuring
import Model
import Storing

extension Watcher {
    /// Forgets entries that are older than the retention time, and the oldest of a store that is too large, a few at a
    /// time; what alerts name is kept.
    package func prune() async {
        let retention = watch.configuration.retention
        do {
            while !isStopping, try await store.prune(entriesBefore: clock.now - retention.entries) > 0 {}
            guard let limit = retention.maxSizeBytes else { return }
            while !isStopping, try await store.usedBytes() > limit,
                try await store.prune(entriesBefore: clock.now) > 0
            {}
        } catch {
            diagnostics.begin("store", .storeFailing(error: "\(error)"))
        }
    }

    /// Puts new entries into the search index, a few at a time, so that refreshes get their turn in between.
    package func index() async {
        do {
            while !isStopping, try await store.indexEntries() > 0 {}
        } catch {
            diagnostics.begin("store", .storeFailing(error: "\(error)"))
        }
    }

    /// Counts words again where much has arrived since, so that stories are told apart by what is rare today.
    package func renewVocabulary() async {
        do {
            try await stories.renewVocabulary(from: store)
        } catch {
            diagnostics.begin("store", .storeFailing(error: "\(error)"))
        }
    }
}
