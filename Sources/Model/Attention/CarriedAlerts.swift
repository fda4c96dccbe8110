// SPDX-License-Identifier: Apache-2.0
// Alerts that were told by another one: by a digest, or by the line about those that were too many.

/// The alerts in a digest; bounded, however many there are.
package struct CarriedAlerts: Sendable, Hashable, Codable {
    /// How many it carries.
    package let count: Int
    /// Those with the highest scores, best first, at most `mostNamed`.
    package let named: [CarriedAlert]

    package static let mostNamed = 50

    package init(count: Int, named: [CarriedAlert]) {
        self.count = count
        self.named = named
    }

    /// How many are carried without being named.
    package var unnamed: Int { max(0, count - named.count) }
}

/// What a digest says of one alert.
package struct CarriedAlert: Sendable, Hashable, Codable {
    package let id: String
    /// Plain text, one line, not yet escaped for any place.
    package let title: String
    package let url: String?
    package let feedTitle: String
    package let score: Double

    package init(id: String, title: String, url: String?, feedTitle: String, score: Double) {
        self.id = id
        self.title = title
        self.url = url
        self.feedTitle = feedTitle
        self.score = score
    }
}

extension CarriedAlerts {
    /// The line for people: `17 more stories in the last hour: First; Second; Third; …`.
    ///
    /// `reasons`: what the alerts waited for. `occasion`: what happened to the document that they come from; empty for those
    /// of several documents. `rate`: the limit in force, for those that were too many.
    package func title(of reasons: Set<HoldReason>, occasion: String, rate: AlertRate?) -> String {
        let titles = named.prefix(3).map { $0.title.count > 120 ? $0.title.prefix(119) + "…" : $0.title[...] }
        let rest = count > titles.count ? "; …" : ""
        return head(reasons, occasion, rate) + ": " + titles.joined(separator: "; ") + rest
    }

    private func head(_ reasons: Set<HoldReason>, _ occasion: String, _ rate: AlertRate?) -> String {
        if !occasion.isEmpty { return "\(occasion), \(count) match" }
        guard reasons.count == 1, let reason = reasons.first else { return "\(count) stories" }
        switch reason {
        case .digest: return "digest of \(count) stories"
        case .quiet: return "\(count) stories in quiet hours"
        case .mute: return "\(count) stories while muted"
        case .overflow: return "\(count) more stories in the last \(rate?.unit ?? "hour")"
        case .storm: return "\(count) stories at once"
        }
    }
}
