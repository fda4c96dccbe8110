// SPDX-License-Identifier: Apache-2.0
// For how long a response is fresh (RFC 9111 §4.2), as a private cache sees it: `s-maxage` is not for us. Only spans that
// the server measured by its own clock are used, so that a wrong clock on either side does no harm.

import Curl
import Model

extension ResponseHeaders {
    /// The freshness that is left: `max-age`, else `Expires` less `Date`, less `Age`. Zero for a response that is not to be
    /// kept or is stale already; `nil` where the server says nothing. `immutable` (RFC 8246) adds nothing to it.
    func freshFor(now: Timestamp) -> Duration? {
        guard let lifetime = lifetimeSeconds(now: now) else { return nil }
        let age = self["Age"].flatMap { Self.deltaSeconds(Substring($0)) } ?? 0
        return .seconds(max(0, lifetime - age))
    }

    private func lifetimeSeconds(now: Timestamp) -> Int64? {
        let directives = cacheDirectives
        if directives.contains(where: { $0.name == "no-cache" || $0.name == "no-store" }) { return 0 }
        if let maxAge = directives.first(where: { $0.name == "max-age" }) {
            return maxAge.value.flatMap(Self.deltaSeconds) ?? 0
        }
        guard let text = self["Expires"] else { return nil }
        // "Expires: 0" and other nonsense mean "already expired" (RFC 9111 §5.3).
        guard let expires = Timestamp(httpDate: text, now: now) else { return 0 }
        let sent = self["Date"].flatMap { Timestamp(httpDate: $0, now: now) } ?? now
        return (expires - sent).components.seconds
    }

    /// In lower case; a quoted value without its quotes, as recipients ought to take it (RFC 9111 §5.2).
    private var cacheDirectives: [(name: Substring, value: Substring?)] {
        (list("Cache-Control") ?? "").lowercased().split(separator: ",").map { directive in
            let parts = directive.split(separator: "=", maxSplits: 1).map { $0.trimmed(" \t\"") }
            return (parts.first ?? "", parts.count > 1 ? parts[1] : nil)
        }
    }

    /// Digits alone; a number too large to hold is 2³¹ (RFC 9111 §1.2.2).
    private static func deltaSeconds(_ text: Substring) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return min(Int64(text) ?? .max, 1 << 31)
    }
}

extension Substring {
    fileprivate func trimmed(_ set: String) -> Substring {
        var rest = drop { set.contains($0) }
        while let last = rest.last, set.contains(last) { rest.removeLast() }
        return rest
    }
}
