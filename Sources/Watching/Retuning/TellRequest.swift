// SPDX-License-Identifier: Apache-2.0
// How `topics diff --apply` asks for stories to be told, in one line of the control socket.

package import Model

/// Stories of one topic that shall be told now.
package struct TellRequest: Sendable, Hashable {
    /// A story by its id, where it is stored, and the rows of its entries in the order of arrival.
    package struct Story: Sendable, Hashable {
        package let story: String?
        package let rows: [Int64]
    }

    /// The topic's id, and what it was when the stories were found (`Topic.fingerprint`): another version might not match.
    package let topic: String
    package let fingerprint: String
    package let stories: [Story]

    /// `tell TOPIC FINGERPRINT STORY:ROW+ROW :ROW …`
    package var request: String {
        (["tell", topic, fingerprint] + stories.map(\.word)).joined(separator: " ")
    }

    /// `nil` where it is no such request.
    package init?(request: String) {
        let words = request.split(separator: " ")
        guard words.count > 3, words[0] == "tell" else { return nil }
        let stories = words.dropFirst(3).compactMap(Story.init)
        guard stories.count == words.count - 3 else { return nil }
        (topic, fingerprint) = (String(words[1]), String(words[2]))
        self.stories = stories
    }

    private init(_ topic: Topic, _ stories: [Story]) {
        (self.topic, fingerprint, self.stories) = (topic.id, topic.fingerprint, stories)
    }

    /// As few requests as the lines of the socket allow.
    package static func requests(for changes: [StoryChange], of topic: Topic) -> [TellRequest] {
        var requests: [TellRequest] = []
        var stories: [Story] = []
        var length = 0
        for change in changes {
            let story = Story(story: change.story, rows: Array(change.rows.prefix(Story.mostRows)))
            if length + story.word.utf8.count > lineLimit, !stories.isEmpty {
                requests.append(TellRequest(topic, stories))
                (stories, length) = ([], 0)
            }
            stories.append(story)
            length += story.word.utf8.count + 1
        }
        return stories.isEmpty ? requests : requests + [TellRequest(topic, stories)]
    }

    /// Bytes of stories in a line, so that it stays below a kilobyte with a long name of a topic.
    private static let lineLimit = 700
}

extension TellRequest.Story {
    /// Further outlets of a story change nothing but their count.
    fileprivate static let mostRows = 32

    fileprivate var word: String { (story ?? "") + ":" + rows.map { "\($0)" }.joined(separator: "+") }

    fileprivate init?(_ word: Substring) {
        let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let rows = parts[1].split(separator: "+").compactMap { Int64($0) }
        guard !rows.isEmpty else { return nil }
        self.init(story: parts[0].isEmpty ? nil : String(parts[0]), rows: rows)
    }
}

extension Topic {
    /// 16 digits over all that decides what it matches: equal for equal topics in any process. FNV-1a, 64 bits.
    package var fingerprint: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in matchingText.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private var matchingText: String {
        let weights = weights.sorted { $0.key < $1.key }.map { "\($0.key.rawValue) \($0.value)" }
        let parts: [[String]] = [
            ["\(threshold)", "\(bodyCap)", "\(minimumSignals)"], groups.flatMap { ["@" + $0.name] + $0.items },
            signals.map { "\($0.points) \($0.expression)" }, require, exclude, weights, languages, feeds.include,
            feeds.exclude,
        ]
        return parts.map { $0.joined(separator: "\n") }.joined(separator: "\0")
    }
}
