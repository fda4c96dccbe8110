// SPDX-License-Identifier: Apache-2.0
// A channel's page may be known by a handle; its feed is known by the id, which stands in the page.

enum YouTubeChannel {
    /// The id of the channel that a page is about; for a video's page, of who put it there.
    static func id(in page: UnsafeBufferPointer<UInt8>) -> String? {
        for mark in ["\"externalId\":\"", "\"channelId\":\""] {
            guard let found = page.firstRange(of: Array(mark.utf8)) else { continue }
            let text = UnsafeBufferPointer(rebasing: page[found.upperBound...].prefix(length + 1))
            if let id = id(startOf: text.string) { return id }
        }
        return nil
    }

    /// The id in `https://www.youtube.com/channel/ID`.
    static func id(of url: String) -> String? {
        guard let address = WebAddress(url), address.isAt("youtube.com"), address.path.count == 2,
            address.path[0] == "channel"
        else { return nil }
        return id(startOf: address.path[1])
    }

    /// The id at the start of `text`, if nothing of its kind follows.
    static func id(startOf text: String) -> String? {
        let id = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        return id.hasPrefix("UC") && id.count == length ? String(id) : nil
    }

    private static let length = 24
}
