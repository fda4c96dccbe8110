// SPDX-License-Identifier: Apache-2.0

import Configuring
import Model
import Storing
import Watching

/// What `status` says of one sink; also what is printed as JSON.
struct SinkReport: Encodable {
    enum State: String, Encodable {
        /// Nothing waits.
        case idle
        /// Something waits and was not tried yet.
        case waiting
        /// The first that waits was tried in vain.
        case failing
        /// The configuration names it no more.
        case unknown
    }

    let name: String
    let state: State
    let waiting: Int
    /// When the first that waits began to.
    let oldest: String?
    /// How often that was tried in vain, what was said, and when it is tried again.
    let attempts: Int
    let lastError: String?
    let nextAttempt: String?
    /// Alerts given up for their age, and by a person.
    let expired: Int
    let dropped: Int

    enum CodingKeys: String, CodingKey {
        case name, state, waiting, oldest, attempts, expired, dropped
        case lastError = "last_error"
        case nextAttempt = "next_attempt"
    }

    /// The sinks that are on, in their order, then others for which something waits or was given up. `configured` is `nil`
    /// where the configuration cannot be read.
    static func all(_ counts: [SinkCounts], configured: [String]?) -> [SinkReport] {
        let byName = Dictionary(counts.map { ($0.sink, $0) }, uniquingKeysWith: { first, _ in first })
        let others = counts.map(\.sink).filter { configured?.contains($0) != true }
        return (configured ?? []).map { SinkReport($0, byName[$0], isConfigured: true) }
            + others.map { SinkReport($0, byName[$0], isConfigured: configured == nil) }
    }

    private init(_ name: String, _ counts: SinkCounts?, isConfigured: Bool) {
        self.name = name
        waiting = counts?.waiting ?? 0
        oldest = counts?.oldest?.rfc3339
        attempts = counts?.attempts ?? 0
        lastError = counts?.lastError
        nextAttempt = counts?.nextAttempt?.rfc3339
        expired = counts?.expired ?? 0
        dropped = counts?.dropped ?? 0
        state = isConfigured ? (waiting == 0 ? .idle : attempts == 0 ? .waiting : .failing) : .unknown
    }

    /// For a person: how much waits since when, and why.
    var text: String {
        var parts = ["\(waiting) waiting" + (oldest.map { " since \($0)" } ?? "")]
        if attempts > 0 { parts.append("tried \(attempts) times" + (nextAttempt.map { ", again at \($0)" } ?? "")) }
        if expired > 0 { parts.append("\(expired) expired") }
        if dropped > 0 { parts.append("\(dropped) given up") }
        if state == .unknown, waiting > 0 {
            parts.append("no longer configured (give it its name again, or: feedwatch sink drop \(name))")
        }
        return parts.joined(separator: ", ") + (lastError.map { ": " + Printable.line($0) } ?? "")
    }
}

extension ConfigurationOptions {
    /// The names of the sinks that are on; `nil` where the configuration has an error.
    var sinkNames: [String]? { Self.reader.read(at: path).configuration?.sinkNames }
}
