// SPDX-License-Identifier: Apache-2.0
// One line of a file of labels or of entries, read with the place of every fault.

import Configuring
import Foundation
import Model

/// A line of JSON Lines and where it came from.
struct LabelLine {
    let file: String
    /// 1-based.
    let number: Int
    private let bytes: [UInt8]
    let json: PlacedJSON

    init(_ bytes: [UInt8], file: String, number: Int) throws(Problem) {
        self.file = file
        self.number = number
        self.bytes = bytes
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw Problem(file: file, line: number, message: "the line is not UTF-8", advice: "save the file as UTF-8")
        }
        do throws(JSONFault) {
            json = try PlacedJSON.read(bytes)
        } catch {
            throw Self.problem(error.message, bytes, at: error.offset, file: file, line: number)
        }
        guard case .object = json.value else {
            throw problem("a line is one JSON object, such as {\"title\": …, \"labels\": {…}}", at: json.offset)
        }
    }

    /// The line begins where its object does.
    var start: Int { json.offset }

    /// 1-based, in scalars.
    func column(of offset: Int) -> Int {
        Self.column(of: offset, bytes)
    }

    /// A problem at that byte of the line.
    func problem(
        _ message: String, at offset: Int, advice: String = "", severity: Problem.Severity = .error
    ) -> Problem {
        Self.problem(
            message, bytes, at: offset, file: file, line: number, advice: advice, severity: severity)
    }

    private static func problem(
        _ message: String, _ bytes: [UInt8], at offset: Int, file: String, line: Int, advice: String = "",
        severity: Problem.Severity = .error
    ) -> Problem {
        let column = column(of: offset, bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        return Problem(
            file: file, line: line, column: column, severity: severity, message: message, advice: advice,
            excerpt: Excerpt(line: text, column: column))
    }

    private static func column(of offset: Int, _ bytes: [UInt8]) -> Int {
        String(decoding: bytes.prefix(offset), as: UTF8.self).unicodeScalars.count + 1
    }
}

// MARK: Its members

extension LabelLine {
    /// `nil` where the key is absent or null.
    func text(_ key: String) throws(Problem) -> String? {
        guard let member = json.member(key) else { return nil }
        switch member.value.value {
        case .null: return nil
        case .text(let text): return text
        default: throw problem("\(key) takes a text, not \(member.value.kindInWords)", at: member.value.offset)
        }
    }

    /// A text, or a number as it may be written.
    func identifier() throws(Problem) -> String? {
        guard let member = json.member("id"), case .number(let number) = member.value.value else {
            return try text("id")
        }
        return number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
    }

    /// `w`, the number of entries of the stream that this one stands for; 1 where it is absent.
    func weight() throws(Problem) -> Double {
        guard let member = json.member("w") else { return 1 }
        guard case .number(let weight) = member.value.value, (0...1e9).contains(weight) else {
            throw problem("w takes a weight from 0 to 1e9, not \(member.value.kindInWords)", at: member.value.offset)
        }
        return weight
    }

    /// Whether the line itself holds what was published.
    var hasEntry: Bool {
        ["title", "summary", "content"].contains { json.member($0) != nil }
    }

    /// What was published, in form C: the offsets of evidence count its scalars.
    func entry(id: String) throws(Problem) -> Entry {
        let (url, link) = (try text("url"), try text("link"))
        return Entry(
            id: id, title: try visible("title"), url: url ?? link, summary: try visible("summary"),
            content: try visible("content"), author: try visible("author"), categories: try categories(),
            language: try text("language")?.lowercased())
    }

    private func visible(_ key: String) throws(Problem) -> String {
        try text(key)?.precomposedStringWithCanonicalMapping ?? ""
    }

    private func categories() throws(Problem) -> [String] {
        guard let member = json.member("categories") else { return [] }
        guard case .list(let items) = member.value.value else { return try text("categories").map { [$0] } ?? [] }
        return items.compactMap { if case .text(let text) = $0.value { text } else { nil } }
    }
}
