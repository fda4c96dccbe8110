// SPDX-License-Identifier: Apache-2.0

/// Schemes that stand for http in links to feeds, from the days when a browser handed them to a reader.
package enum FeedScheme {
    private static let schemes = ["feed:", "itpc:", "pcast:"]

    /// `feed://host/x` and `feed:host/x` as `http://host/x`, `feed:https://host/x` as what follows the scheme; every other
    /// text as it is.
    package static func stripped(_ url: String) -> String {
        let start = url.prefix(6).lowercased()
        guard let scheme = schemes.first(where: start.hasPrefix) else { return url }
        let rest = String(url.dropFirst(scheme.count))
        if rest.hasPrefix("//") { return "http:" + rest }
        return URLReference.isAbsolute(rest) && rest.contains("://") ? rest : "http://" + rest
    }
}
