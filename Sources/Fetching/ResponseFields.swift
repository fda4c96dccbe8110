// SPDX-License-Identifier: Apache-2.0
// The header fields of a response that say something about the next poll.

import Curl
import Model

extension ResponseHeaders {
    /// `ETag` and `Last-Modified`, to be echoed exactly. Control characters can not be in them; longer than 1 KiB they
    /// are not worth keeping.
    var validators: Validators {
        Validators(etag: short("ETag"), lastModified: short("Last-Modified"))
    }

    /// `Retry-After` in seconds or as a date (RFC 9110 §10.2.3), cut to what `bounds` allow; `nil` where it is absent or
    /// can not be read. A date is counted from the server's own `Date` if it has one, so that a wrong clock of ours
    /// does no harm.
    func retryAfter(now: Timestamp, bounds: ClosedRange<Duration>) -> Duration? {
        guard let text = self["Retry-After"] else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return Duration.seconds(Int64(text) ?? .max / 2).clamped(to: bounds)
        }
        let sent = self["Date"].flatMap { Timestamp(httpDate: $0, now: now) } ?? now
        return Timestamp(httpDate: text, now: now).map { ($0 - sent).clamped(to: bounds) }
    }

    /// `Cache-Control: max-age` less `Age` (RFC 9111 §4.2), never negative; `nil` without one or with `no-cache`,
    /// `no-store`.
    var maxAge: Duration? {
        guard let control = list("Cache-Control") else { return nil }
        let directives = control.lowercased().split(separator: ",").map { $0.drop { $0 == " " || $0 == "\t" } }
        if directives.contains(where: { $0.hasPrefix("no-cache") || $0.hasPrefix("no-store") }) { return nil }
        guard let directive = directives.first(where: { $0.hasPrefix("max-age=") }),
            let seconds = UInt32(directive.dropFirst("max-age=".count).prefix { $0.isWholeNumber })
        else { return nil }
        let age = self["Age"].flatMap { UInt32($0) } ?? 0
        return .seconds(max(0, Int64(seconds) - Int64(age)))
    }

    private func short(_ name: StaticString) -> String? {
        self[name].flatMap { $0.isEmpty || $0.utf8.count > 1_024 ? nil : $0 }
    }
}

extension Duration {
    fileprivate func clamped(to bounds: ClosedRange<Duration>) -> Duration {
        min(max(self, bounds.lowerBound), bounds.upperBound)
    }
}
