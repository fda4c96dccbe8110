// SPDX-License-Identifier: Apache-2.0
// `mute TOPIC SECONDS` and `unmute TOPIC` over the control socket.

import Model

/// A word to the running daemon about a topic.
package enum MuteRequest: Sendable, Hashable {
    case mute(topic: String, seconds: Int64)
    case unmute(topic: String)

    /// As it goes over the socket: topics' ids are words.
    package var verb: String {
        switch self {
        case .mute(let topic, let seconds): "mute \(topic) \(seconds)"
        case .unmute(let topic): "unmute \(topic)"
        }
    }

    /// `nil` for another verb.
    init?(_ verb: String) {
        let words = verb.split(separator: " ").map(String.init)
        if words.count == 3, words[0] == "mute", let seconds = Int64(words[2]), (1...Self.longest).contains(seconds) {
            self = .mute(topic: words[1], seconds: seconds)
        } else if words.count == 2, words[0] == "unmute" {
            self = .unmute(topic: words[1])
        } else {
            return nil
        }
    }

    /// A year and a day.
    package static let longest: Int64 = 366 * 86_400
}

extension AttentionDesk {
    func answer(_ request: MuteRequest) async throws -> ControlSocket.Answer {
        switch request {
        case .unmute(let topic):
            _ = try await mute(topic, until: nil)
            return ControlSocket.Answer(status: 0, text: "")
        case .mute(let topic, let seconds):
            let until = now + .seconds(seconds)
            guard try await mute(topic, until: until) else {
                return ControlSocket.Answer(status: 1, text: "the daemon has no topic \(topic)\n")
            }
            return ControlSocket.Answer(status: 0, text: "\(topic) is muted until \(until)\n")
        }
    }
}
