// SPDX-License-Identifier: Apache-2.0

import Model

/// An alert as simple HTML: no image, no style sheet, nothing that is loaded when the message is opened.
enum MailPage {
    static func html(of alert: Alert) -> String {
        let title = "<strong>\(HTMLText.escaped(alert.headline))</strong>"
        let head = alert.link.map { "<a href=\"\(HTMLText.escaped($0))\">\(title)</a>" } ?? title
        let source = HTMLText.escaped("\(alert.text(of: .feed)) · \(alert.text(of: .topic)) \(alert.text(of: .score))")
        return
            "<!DOCTYPE html>\r\n<html><body>\r\n<p>\(head)<br>\(source)</p>\r\n\(reasons(of: alert))\(HTMLText.list(of: alert, limit: 64_000))</body></html>\r\n"
    }

    private static func reasons(of alert: Alert) -> String {
        let lines = alert.why.map { reason in
            let signal = reason.signal.shortened.cleaned(limit: AlertLine.Limit.signal)
            let snippet = reason.snippet.cleaned(limit: AlertLine.Limit.snippet)
            return "<li>\(HTMLText.escaped(signal)): “\(HTMLText.escaped(snippet))”</li>\r\n"
        }
        return lines.isEmpty ? "" : "<ul>\r\n\(lines.joined())</ul>\r\n"
    }
}
