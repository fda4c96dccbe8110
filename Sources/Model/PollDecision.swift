// SPDX-License-Identifier: Apache-2.0
// Why a feed is polled when it is: who asked for what, and whose word counted. Kept as it was made, so that it can be
// read long after.

/// The inputs of one decision of the poll plan.
package struct PollDecision: Sendable, Hashable {
    /// Who may ask for something. The raw values are kept in the store.
    package enum Asker: String, Sendable, CaseIterable {
        /// Nobody yet: the feed was never polled.
        case nobody = "never"
        /// The feed's own `every`; `fetch.interval`, `fetch.floor` and `fetch.cap`.
        case every, interval, floor, cap
        /// How often the feed brings entries; how soon they leave its document.
        case rhythm, page
        /// The publisher: RSS `ttl` or `sy:updatePeriod`, `sy:updateBase`, `skipHours` and `skipDays`.
        case ttl
        case updateBase = "update-base"
        case skips
        /// The server: `Cache-Control` or `Expires`, what its refusals taught, `Retry-After`, 410.
        case freshness = "max-age"
        case patience
        case retryAfter = "retry-after"
        case gone
        /// Failures in a row.
        case backoff
        /// Chance, which keeps feeds from moving in step.
        case jitter
    }

    /// What one of them asked for.
    package struct Input: Sendable, Hashable {
        package let asker: Asker
        /// From the poll to the next, in whole seconds; of `jitter`, `updateBase` and `skips` what they added, which may
        /// be negative.
        package let seconds: Int64

        package init(_ asker: Asker, _ span: Duration) {
            self.asker = asker
            seconds = Int64(span.inSeconds.rounded())
        }
    }

    /// Whose word counted.
    package var decisive: Asker
    /// In the order in which they were heard, each asker once.
    package var inputs: [Input]

    package init(_ decisive: Asker = .nobody, _ inputs: [Input] = []) {
        self.decisive = decisive
        self.inputs = inputs
    }

    /// What `asker` asked for; `nil` if nothing.
    package func wish(of asker: Asker) -> Duration? {
        inputs.first { $0.asker == asker }.map { .seconds($0.seconds) }
    }
}

/// `ttl interval=1800 floor=300 ttl=3600 jitter=41`: the decisive asker, then the inputs.
extension PollDecision: LosslessStringConvertible {
    package init?(_ text: String) {
        let words = text.utf8.split(separator: UInt8(ascii: " ")).map(Substring.init)
        guard let decisive = words.first.flatMap({ Asker(rawValue: String($0)) }) else { return nil }
        self.init(decisive)
        for word in words.dropFirst() {
            let parts = word.utf8.split(separator: UInt8(ascii: "=")).map(Substring.init)
            guard parts.count == 2, let asker = Asker(rawValue: String(parts[0])), let seconds = Int64(parts[1])
            else { return nil }
            inputs.append(Input(asker, .seconds(seconds)))
        }
    }

    package var description: String {
        inputs.reduce(into: decisive.rawValue) { $0 += " \($1.asker.rawValue)=\($1.seconds)" }
    }
}
