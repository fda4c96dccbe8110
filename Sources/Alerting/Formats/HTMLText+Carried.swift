// SPDX-License-Identifier: Apache-2.0

import Model

extension HTMLText {
    /// The alerts that an alert carries as a list, at most about `limit` bytes; empty for an alert of one story.
    static func list(of alert: Alert, limit: Int) -> String {
        guard let carried = alert.carried else { return "" }
        var items = ""
        var shown = 0
        for one in carried.named {
            let title = escaped(one.headline)
            let head = one.shortLink.map { "<a href=\"\(escaped($0))\">\(title)</a>" } ?? title
            let item = "<li>\(head)\(escaped(one.source))</li>"
            guard items.utf8.count + item.utf8.count <= limit else { break }
            items += item
            shown += 1
        }
        let rest = shown < carried.count ? "<p>\(escaped(alert.remainder(behind: shown)))</p>" : ""
        return "<ul>\(items)</ul>\(rest)"
    }
}
