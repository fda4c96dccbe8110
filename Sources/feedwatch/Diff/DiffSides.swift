// SPDX-License-Identifier: Apache-2.0
// The two sets of rules of `topics diff`: what runs, and what was edited.

import Configuring
import Foundation
import Model
import Watching

struct DiffSides {
    let old: TopicRules
    let new: TopicRules

    /// `edited` and `from` name a topic's file, a folder of topics, or a configuration. Prints the problems found and ends
    /// with status 3 on an error.
    init(at path: String, edited: String?, from: String?) throws {
        let configuration = ConfigurationOptions.reader.read(at: path).configuration
        let own = { TopicRules(topics: try TopicSource.topics(at: path), feeds: configuration?.feeds ?? []) }
        switch (edited, from) {
        case (let edited?, let from?):
            let own = try own()
            old = try Self.rules(of: from, over: own)
            new = try Self.rules(of: edited, over: own)
        case (let edited?, nil):
            old = try own()
            new = try Self.rules(of: edited, over: old)
        case (nil, let from?):
            new = try own()
            old = try Self.rules(of: from, over: new)
        case (nil, nil):
            throw Failure("name the edited topic, such as draft/us-china.yaml, or its folder: topics diff FILE")
        }
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
