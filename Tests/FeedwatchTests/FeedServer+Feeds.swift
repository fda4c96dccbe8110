// SPDX-License-Identifier: Apache-2.0

import TestServing

extension FeedServer.Response {
    static func feed(_ xml: String) -> Self { Self(xml) }

    static func page(_ html: String) -> Self { Self(body: Array(html.utf8), contentType: "text/html") }

    static let hanging = Self(hang: true)
}
