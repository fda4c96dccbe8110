// SPDX-License-Identifier: Apache-2.0
// What stands where a feed was, when that is a web page.

/// A web page that came in place of a feed.
package enum WebPage: Sendable, Hashable {
    /// Any page: the feed was given up or moved, or the URL is that of the site.
    case plain
    /// A page that asks its reader to prove to be human, and who made it.
    case wall(String)
}

/// `web page`, or `bot wall Cloudflare`: kept in the store and shown to tools.
extension WebPage: LosslessStringConvertible {
    private static let wallName = "bot wall "

    package init?(_ text: String) {
        if text == Self.plain.description {
            self = .plain
        } else if text.hasPrefix(Self.wallName) {
            self = .wall(String(text.dropFirst(Self.wallName.count)))
        } else {
            return nil
        }
    }

    package var description: String {
        switch self {
        case .plain: "web page"
        case .wall(let name): Self.wallName + name
        }
    }
}
