// SPDX-License-Identifier: Apache-2.0
// One record of a WARC file (WARC/1.1, https://iipc.github.io/warc-specifications/), the format in which archives of
// the web keep what servers answered: `zcat` shows it, and archivists' tools read it.

import Foundation
import Model

/// A header of named fields and a block of bytes.
struct WARCRecord: Sendable, Hashable {
    /// `WARC-Type`: `warcinfo`, `response` or `metadata`.
    let type: String
    let date: Timestamp
    /// Further named fields, in order.
    let fields: [Field]
    /// The media type of the block.
    let contentType: String
    let block: [UInt8]

    struct Field: Sendable, Hashable {
        let name: String
        let value: String
    }

    /// The record as it stands in a file, before it is compressed.
    var bytes: [UInt8] {
        let head = [
            Field(name: "WARC-Type", value: type),
            Field(name: "WARC-Record-ID", value: "<urn:uuid:\(UUID().uuidString.lowercased())>"),
            Field(name: "WARC-Date", value: date.rfc3339), Field(name: "Content-Type", value: contentType),
            Field(name: "Content-Length", value: "\(block.count)"),
        ]
        return Array("WARC/1.1\r\n".utf8) + Self.lines(of: head + fields) + block + Array("\r\n\r\n".utf8)
    }

    /// Fields as lines, an empty one last. A value is one line, whatever a server sent.
    static func lines(of fields: [Field]) -> [UInt8] {
        let lines = fields.map { field in
            let value = String(field.value.unicodeScalars.map { $0 == "\r" || $0 == "\n" ? " " : Character($0) })
            return "\(field.name): \(value)\r\n"
        }
        return Array((lines.joined() + "\r\n").utf8)
    }

    /// The lines up to the first empty one, the fields in them, and where the bytes behind it begin; `nil` where there
    /// is no empty line.
    static func head(of bytes: ArraySlice<UInt8>) -> (first: String, fields: [Field], end: Int)? {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let fields = lines.dropFirst().compactMap { line in
            line.firstRange(of: ": ").map {
                Field(name: String(line[..<$0.lowerBound]), value: String(line[$0.upperBound...]))
            }
        }
        return (lines.first.map(String.init) ?? "", fields, end.upperBound)
    }
}

extension [WARCRecord.Field] {
    /// The value of a field, whichever case its name is written in; `nil` where there is none.
    subscript(name: String) -> String? {
        first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
