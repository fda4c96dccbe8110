// SPDX-License-Identifier: Apache-2.0

import Foundation
import Model
import Wording

/// An entry as a line of JSON.
struct EntryLine: Decodable {
    let id: String?
    let title: String?
    let summary: String?
    let content: String?
    let link: String?
    let feed: String?
    let author: String?
    let url: String?
    let language: String?
    let categories: Categories?

    /// A list, or one text.
    enum Categories: Decodable {
        case list([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                self = .list([one])
            } else {
                self = .list(try container.decode([String].self))
            }
        }
    }

    /// `place` begins the failure's text, such as "line 3".
    static func decode(_ line: some StringProtocol, at place: String) throws -> EntryLine {
        do {
            return try JSONDecoder().decode(EntryLine.self, from: Data(line.utf8))
        } catch {
            throw Failure(
                "\(place): not an entry; expected one JSON object with \"id\" and, where known, \"title\", "
                    + "\"summary\", \"content\", all of them text")
        }
    }

    /// Without `isHTML` the fields are visible text already.
    func entry(isHTML: Bool) -> Entry {
        Entry(
            id: id, title: text(title, isHTML), url: url ?? link, summary: text(summary, isHTML),
            content: text(content, isHTML), author: text(author, isHTML),
            categories: categories.map { if case .list(let list) = $0 { list } else { [] } } ?? [], language: language)
    }

    /// NFC: the offsets of evidence count its scalars.
    private func text(_ field: String?, _ isHTML: Bool) -> String {
        guard let field else { return "" }
        return isHTML ? VisibleText.ofHTML(field) : field.precomposedStringWithCanonicalMapping
    }
}
