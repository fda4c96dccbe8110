// SPDX-License-Identifier: Apache-2.0
// Addresses and templates.

import Model
import Yams

extension ValueType<String> {
    /// An http or https URL without user and password, a final slash left out.
    static let webURL: ValueType = scalar(
        "an http or https URL such as https://example.org", schema: .type("string"),
        written: { $0.isEmpty ? nil : .string($0) },
        advice: { text in
            if text.contains("@") { return "put the secret into a file; see the keys that end in _file" }
            return text.contains("://") ? "" : "write https://\(text)"
        },
        value: { text in
            guard let scheme = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) }) else {
                return nil
            }
            let authority = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
            guard !authority.isEmpty, !authority.contains("@"),
                !text.unicodeScalars.contains(where: { $0.properties.isWhitespace })
            else { return nil }
            return text.hasSuffix("/") ? String(text.dropLast()) : text
        })
}

extension ValueType<AlertTemplate> {
    /// A text with fields in braces; it may have several lines.
    static let template = ValueType(
        "a text with fields such as {title}", schema: .type("string"),
        read: { node, reading in
            guard let written = node.scalar, !node.isNull, !written.string.isEmpty else {
                let advice = node.mapping == nil ? "" : "put the text in quotes: braces alone begin a mapping"
                reading.error("\(reading.subject) takes a text with fields such as {title}", advice, at: node)
                return nil
            }
            do throws(AlertTemplate.Fault) {
                return try AlertTemplate(reading: written.string)
            } catch {
                report(error, in: node, &reading)
                return nil
            }
        })

    private static func report(_ fault: AlertTemplate.Fault, in node: Node, _ reading: inout Reading) {
        let lines = SourceLines(reading.text)
        let place = WrittenText(node)?.place(of: fault.offset, in: lines) ?? node.place
        let fields = AlertField.allCases.map(\.rawValue)
        if let name = fault.name {
            reading.error(
                "there is no field \(name.quoted) in an alert", NearestWord.advice(for: name, among: fields), at: place)
        } else {
            reading.error("a brace without its partner", "write {{ or }} for a brace that stands for itself", at: place)
        }
    }
}
