// SPDX-License-Identifier: Apache-2.0
// Stories told on request that a topic matches only since its edit.

import Configuring
package import Model
package import Storing

/// What became of a request.
package enum TellOutcome: Sendable, Hashable {
    /// The alerts made: one for each story that the topic had not told and still matches.
    case told([Alert])
    /// The topic in force is another one than that compared, or there is none.
    case notInForce
}

/// Tells stories by the rules in force. Asks each entry again whether it matches: nothing is told that a topic would not
/// tell.
package struct LateTelling: Sendable {
    private let watch: Watch
    private let store: Store

    package init(watch: Watch, store: Store) {
        (self.watch, self.store) = (watch, store)
    }

    package func tell(_ request: TellRequest, at now: Timestamp) async throws -> TellOutcome {
        let topic = watch.configuration.topics.first { $0.id == request.topic }
        guard topic?.fingerprint == request.fingerprint else { return .notInForce }
        var stories: [LateStory] = []
        for story in request.stories {
            var matches: [LateMatch] = []
            for stored in try await store.entries(inRows: story.rows) {
                let drafts = try await drafts(for: stored, topic: request.topic)
                if !drafts.isEmpty { matches.append(LateMatch(stored, drafts: drafts)) }
            }
            if !matches.isEmpty { stories.append(LateStory(story: story.story, matches: matches)) }
        }
        return .told(try await store.tell(stories, at: now))
    }

    private func drafts(for stored: StoredEntry, topic: String) async throws -> [DraftAlert] {
        let feed = watch.feeds[stored.feed] ?? Feed(url: stored.feed)
        let published = try await store.pollStates(of: [feed])[stored.feed]?.title
        let title = feed.title ?? published ?? stored.feed
        return watch.drafts(for: stored.entry, leavingOut: stored.furniture, of: feed, titled: title)
            .filter { $0.topic == topic }
    }
}

extension ControlSocket.Answer {
    /// The text is the number of alerts.
    package init(_ outcome: TellOutcome) {
        switch outcome {
        case .told(let alerts): self.init(status: 0, text: "\(alerts.count)\n")
        case .notInForce: self.init(status: 1, text: "the topic in force is not the one compared\n")
        }
    }
}
