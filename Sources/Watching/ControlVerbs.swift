// SPDX-License-Identifier: Apache-2.0
// What the running daemon does for commands: one line a request, its first word the verb.

import Dispatching
import Model
package import Storing

/// Answers the requests that come over the control socket.
package struct ControlVerbs: Sendable {
    private let reload: Reloader
    private let watcher: Watcher
    private let store: Store

    package init(reload: Reloader, watcher: Watcher, store: Store) {
        self.reload = reload
        self.watcher = watcher
        self.store = store
    }

    package func answer(_ request: String) async -> ControlSocket.Answer {
        do {
            if let mark = Mark(request: request) {
                return ControlSocket.Answer(try await store.mark(mark, at: WallClock.system.now))
            }
            if let telling = TellRequest(request: request) {
                return ControlSocket.Answer(try await watcher.tell(telling))
            }
            if let sink = AbandonedSink(request: request) { return try await watcher.drop(sink.name) }
            if let mute = MuteRequest(request) { return try await watcher.attention.answer(mute) }
        } catch {
            return ControlSocket.Answer(status: 1, text: "\(error)\n")
        }
        switch request {
        case "reload": return await reload.answer()
        case "reload force": return await reload.answer(isForced: true)
        default: return ControlSocket.Answer(status: 2, text: "unknown verb\n")
        }
    }
}

extension Mark {
    /// `mark ROW TOPIC good|bad|none [ALERT]`: none of the words holds a blank.
    package var request: String {
        let verdict = isRelevant.map { $0 ? "good" : "bad" } ?? "none"
        return (["mark", "\(entry)", topic, verdict] + (alert.map { [$0] } ?? [])).joined(separator: " ")
    }

    /// `nil` where it is no such request.
    package init?(request: String) {
        let words = request.split(separator: " ").map(String.init)
        let verdicts: [String: Bool?] = ["good": true, "bad": false, "none": nil]
        guard 4...5 ~= words.count, words[0] == "mark", let entry = Int64(words[1]), let isRelevant = verdicts[words[3]]
        else { return nil }
        self.init(entry: entry, topic: words[2], isRelevant: isRelevant, alert: words.count > 4 ? words[4] : nil)
    }
}

extension ControlSocket.Answer {
    package init(_ outcome: MarkOutcome) {
        switch outcome {
        case .marked: self.init(status: 0, text: "")
        case .noEntry: self.init(status: 1, text: "the entry is no longer stored (retention.entries)\n")
        }
    }
}
