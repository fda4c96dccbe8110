// SPDX-License-Identifier: Apache-2.0
// The topics of configurations that were in force, as the store remembers them.

import Configuring
import Model
import Storing

struct RecordedTopics {
    private static let most = 50
    let store: StoreReader

    /// Those of the configuration that a daemon runs, or ran last; `nil` where none is remembered.
    func running() throws -> [Topic]? {
        try store.lastAcceptedGeneration().flatMap { try topics(of: $0) }
    }

    /// Those that were in force before `topics`: of the newest configuration that has others among `ids`; `nil` where none
    /// is remembered.
    func before(_ topics: [Topic], ids: Set<String>?) throws -> [Topic]? {
        let now = Self.relevant(topics, ids)
        for generation in try store.generations(limit: Self.most) where generation.isAccepted {
            guard let then = try self.topics(of: generation) else { continue }
            if Self.relevant(then, ids) != now { return then }
        }
        return nil
    }

    private static func relevant(_ topics: [Topic], _ ids: Set<String>?) -> [Topic] {
        topics.filter { ids?.contains($0.id) ?? true }.sorted { $0.id < $1.id }
    }

    /// `nil` where its files are not kept any more.
    private func topics(of generation: Generation) throws -> [Topic]? {
        let files = try store.files(ofGeneration: generation.number)
        guard !files.isEmpty else { return nil }
        return files.compactMap { file in
            guard file.name.hasPrefix("topics/"), file.name.hasSuffix(".yaml") else { return nil }
            let id = String(file.name.dropFirst("topics/".count).dropLast(".yaml".count))
            return TopicFile.read(file.text, file: file.name, id: id).topic
        }
    }
}
