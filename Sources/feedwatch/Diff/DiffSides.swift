// SPDX-License-Identifier: Apache-2.0
// The two sets of rules of `topics diff`: what runs, and what was edited.

import Configuring
import Foundation
import Model
import Watching

struct DiffSides {
    let old: TopicRules
    let new: TopicRules

    /// What a user named: paths of a topic's file, a folder of topics, or a configuration.
    struct Names {
        let edited: String?
        let from: String?
        /// The edit is in force already, and what was before it is looked for.
        let isInForce: Bool
        /// The only topics meant; `nil` for all.
        let topics: Set<String>?
    }

    /// Prints the problems found in files and ends with status 3 on an error.
    init(at path: String, _ names: Names, _ recorded: RecordedTopics) throws {
        let configuration = ConfigurationOptions.reader.read(at: path).configuration
        let feeds = configuration?.feeds ?? []
        let own = { TopicRules(topics: try TopicSource.topics(at: path), feeds: feeds) }
        let running = try recorded.running().map { TopicRules(topics: $0, feeds: feeds) }
        if names.isInForce {
            new = try names.edited.map { try Self.rules(of: $0, over: own()) } ?? own()
            old = try names.from.map { [new] in try Self.rules(of: $0, over: new) } ?? Self.before(new, names, recorded)
        } else if let edited = names.edited {
            let base = try running ?? own()
            old = try names.from.map { try Self.rules(of: $0, over: base) } ?? base
            new = try Self.rules(of: edited, over: base)
        } else {
            new = try own()
            guard let old = try names.from.map({ [new] in try Self.rules(of: $0, over: new) }) ?? running else {
                throw Failure(
                    "no running configuration is remembered to compare with; name the edited topic: topics diff FILE")
            }
            self.old = old
        }
    }

    private static func before(_ new: TopicRules, _ names: Names, _ recorded: RecordedTopics) throws -> TopicRules {
        guard let topics = try recorded.before(new.topics, ids: names.topics) else {
            throw Failure("no configuration with other topics is remembered; name what was before: --from OLD")
        }
        return new.replacing(topics: topics)
    }

    /// A topic's file stands for the one of its name in `base`; a folder stands for all topics; a configuration for the
    /// feeds, too.
    private static func rules(of path: String, over base: TopicRules) throws -> TopicRules {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw Failure("no such file or folder: \(path)")
        }
        guard isDirectory.boolValue else { return try base.replacing(with: TopicSource.topic(file: path)) }
        if FileManager.default.fileExists(atPath: path + "/feedwatch.yaml") {
            let configuration = try ConfigurationOptions.read(at: path)
            return TopicRules(topics: configuration.topics, feeds: configuration.feeds)
        }
        let hasTopics = FileManager.default.fileExists(atPath: path + "/topics")
        return base.replacing(topics: try TopicSource.topics(in: hasTopics ? path + "/topics" : path))
    }
}
