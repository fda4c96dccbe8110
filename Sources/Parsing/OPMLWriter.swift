// SPDX-License-Identifier: Apache-2.0
// A subscription list as other readers take it: OPML 2.0, the same bytes for the same feeds.

package import Model

package enum OPMLWriter {
    /// The document, UTF-8, ends with a line feed.
    ///
    /// A feed stands in a folder named for its first tag; further tags are its `category`. Neighbours with the same folder
    /// share one, and the order of the feeds is kept, so that a folder may come more than once: readers join them by name.
    /// A tag that a `category` cannot hold, for a comma or a slash in it, is a folder within the folder.
    package static func document(_ feeds: [Feed], title: String) -> String {
        var out = """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="2.0">
              <head>
                <title>\(escaped(title))</title>
              </head>
              <body>

            """
        var open: [String] = []
        for feed in feeds {
            let folders = folders(of: feed)
            move(from: &open, to: folders, &out)
            out += margin(open.count) + outline(feed, categories: Array(feed.tags.dropFirst(folders.count))) + "\n"
        }
        move(from: &open, to: [], &out)
        return out + "  </body>\n</opml>\n"
    }

    /// The first tag, and all up to the last that must be a folder.
    private static func folders(of feed: Feed) -> [String] {
        let last = feed.tags.lastIndex { $0.contains(",") || $0.contains("/") } ?? 0
        return Array(feed.tags.prefix(last + 1))
    }

    /// Closes and opens folders.
    private static func move(from open: inout [String], to folders: [String], _ out: inout String) {
        let shared = zip(open, folders).prefix { $0 == $1 }.count
        while open.count > shared {
            open.removeLast()
            out += margin(open.count) + "</outline>\n"
        }
        for folder in folders[shared...] {
            out += margin(open.count) + "<outline text=\"\(escaped(folder))\" title=\"\(escaped(folder))\">\n"
            open.append(folder)
        }
    }

    /// `text` is required; without a title of the user's it is the address, which our reader takes for no title.
    private static func outline(_ feed: Feed, categories: [String]) -> String {
        let title = feed.title.map { clipped($0) }
        var out = "<outline type=\"rss\" text=\"\(escaped(title ?? feed.url))\""
        if let title { out += " title=\"\(escaped(title))\"" }
        out += " xmlUrl=\"\(escaped(feed.url))\""
        if !categories.isEmpty { out += " category=\"\(escaped(categories.joined(separator: ",")))\"" }
        return out + "/>"
    }

    private static func margin(_ depth: Int) -> String {
        String(repeating: "  ", count: depth + 2)
    }

    /// Readers bound the length of a tag, ours at 64 KiB.
    private static func clipped(_ title: String) -> String {
        title.utf8.count <= 4_096 ? title : String(title.unicodeScalars.prefix(1_024))
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            // An attribute's line breaks and tabs are spaces to a reader unless they are references.
            case "\t", "\n", "\r": out += "&#\(scalar.value);"
            case _ where isAllowed(scalar): out.unicodeScalars.append(scalar)
            default: break
            }
        }
        return out
    }

    /// XML 1.0, production 2.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
    }
}
