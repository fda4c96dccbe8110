// SPDX-License-Identifier: Apache-2.0

/// Why a document gives no feed at all.
package enum ParseError: Error, Sendable, Hashable {
    case empty
    /// The document is something else, such as a web page; the text says what.
    case notAFeed(String)
    /// It cannot be read even with forbearance; the text says where and why.
    case malformed(String)
    /// A bound is exceeded; the text names it.
    case refused(String)
}

extension ParseError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty: "the document is empty"
        case .notAFeed(let what): "not a feed: \(what)"
        case .malformed(let why): "malformed: \(why)"
        case .refused(let bound): bound.hasPrefix("refused") ? bound : "refused: \(bound)"
        }
    }

    /// What a document is by the name of its root element; a name that is none is not said, as it may be any bytes.
    static func words(forRoot name: String) -> String {
        let isName = name.unicodeScalars.allSatisfy { $0.properties.isIDContinue || "-.:".unicodeScalars.contains($0) }
        return isName ? "its root element is <\(name.prefix(64))>" : "it is no text, or no markup"
    }

    /// The line that `feedwatch parse` prints for a document without a feed: `{"error":"…"}`, no line feed.
    package var jsonLine: String {
        var json = JSONWriter()
        json.object { $0.field("error", description) }
        return json.text
    }
}
