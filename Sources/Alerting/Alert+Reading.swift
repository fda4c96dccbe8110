// SPDX-License-Identifier: Apache-2.0
// The parts of an alert that are put together for people to read.

import Model

extension Alert {
    /// The outlet's name, or its address where the feed has no title.
    var outlet: String {
        feedTitle.unicodeScalars.allSatisfy { $0.isBlank || $0.isSteering } ? feed.withoutUserinfo : feedTitle
    }

    /// The signals that speak for the alert, shortened for reading and divided by semicolons: `china NEAR us; blinken trip`.
    var proof: String {
        why.filter { $0.points > 0 }.map(\.signal.shortened).joined(separator: "; ")
            .cleaned(limit: AlertLine.Limit.proof)
    }

    /// One line for the journal: `us-china: Blinken in Beijing (Example News) https://…`.
    var message: String {
        let parts = ["\(topic):", title, "(\(outlet))", kind.remark(outlets: outlets), (url ?? "").withoutUserinfo]
        return parts.filter { !$0.isEmpty }.map { $0.cleaned(limit: AlertLine.Limit.headline) }.joined(separator: " ")
    }
}

extension Alert.Kind {
    fileprivate func remark(outlets: Int) -> String {
        switch self {
        case .new: ""
        case .updated: "[updated]"
        case .growing: "[told by \(outlets) outlets]"
        }
    }
}

extension String {
    /// The address without `user:password@`: credentials never appear in an alert (RFC 3986 §3.2.1).
    var withoutUserinfo: String {
        guard utf8.contains(UInt8(ascii: "@")), let scheme = firstRange(of: "://") else { return self }
        let authority = self[scheme.upperBound...].prefix { !"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@") else { return self }
        return String(self[..<scheme.upperBound] + self[index(after: at)...])
    }

    /// An expression without the marks that only the matcher needs: `@` before a group's name and the `/n` of `NEAR/n`;
    /// quoted text stays.
    var shortened: String {
        split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .map { $0.offset.isMultiple(of: 2) ? String($0.element).withoutMarks : String($0.element) }
            .joined(separator: "\"")
    }

    private var withoutMarks: String {
        split(separator: " ", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("NEAR/") ? "NEAR" : $0.filter { $0 != "@" } }
            .joined(separator: " ")
    }
}
