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

    /// The title, and what kind of news it is where it is not new.
    var headline: String {
        let remark = kind.remark(outlets: outlets)
        return title.cleaned(limit: AlertLine.Limit.headline) + (remark.isEmpty ? "" : " " + remark)
    }

    /// The address, where it is one that a reader can safely open: http or https; as ASCII without any character that
    /// has a meaning in markup (RFC 3986 §2.1, §2.4).
    var link: String? { url.flatMap(\.safeLink) }

    /// One line for the journal: `us-china: Blinken in Beijing (Example News) https://…`.
    var message: String {
        let source = carried == nil ? "(\(outlet))" : ""
        let parts = ["\(topic):", title, source, kind.remark(outlets: outlets), (url ?? "").withoutUserinfo]
        return parts.filter { !$0.isEmpty }.map { $0.cleaned(limit: AlertLine.Limit.headline) }.joined(separator: " ")
    }
}

extension Alert.Kind {
    fileprivate func remark(outlets: Int) -> String {
        switch self {
        case .new, .digest, .overflow: ""
        case .updated: "[updated]"
        case .growing: "[told by \(outlets) outlets]"
        }
    }
}

extension String {
    /// As `Alert.link`.
    var safeLink: String? {
        guard ["http://", "https://"].contains(where: { lowercased().hasPrefix($0) }) else { return nil }
        return withoutUserinfo.percentEncoded
    }

    /// The address without `user:password@`: credentials never appear in an alert (RFC 3986 §3.2.1).
    var withoutUserinfo: String {
        guard utf8.contains(UInt8(ascii: "@")), let scheme = firstRange(of: "://") else { return self }
        let authority = self[scheme.upperBound...].prefix { !"/?#".contains($0) }
        guard let at = authority.lastIndex(of: "@") else { return self }
        return String(self[..<scheme.upperBound] + self[index(after: at)...])
    }

    /// A URL with every byte percent-encoded that could end or begin something in a text around it.
    fileprivate var percentEncoded: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in utf8 {
            if (0x21...0x7E).contains(byte), !"\"'<>()[]{}|\\^`*_~".utf8.contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
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
