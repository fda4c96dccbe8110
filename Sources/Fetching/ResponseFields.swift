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

    private func short(_ name: StaticString) -> String? {
        self[name].flatMap { $0.isEmpty || $0.utf8.count > 1_024 ? nil : $0 }
    }
}

extension Duration {
    fileprivate func clamped(to bounds: ClosedRange<Duration>) -> Duration {
        min(max(self, bounds.lowerBound), bounds.upperBound)
    }
}
