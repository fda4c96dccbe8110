// SPDX-License-Identifier: Apache-2.0
// Numbers, spans, sizes and words.

import Model

extension ValueType<Duration> {
    static func duration(_ range: ClosedRange<Duration>) -> ValueType {
        let limits = "\(DurationText.text(range.lowerBound)) to \(DurationText.text(range.upperBound))"
        return scalar(
            "a duration such as 30s, 15m, 6h or 90d, from " + limits, schema: durationSchema,
            written: { .string(DurationText.text($0)) },
            advice: { DurationText.duration($0) == nil ? DurationText.advice($0) : "choose one from " + limits },
            value: { DurationText.duration($0).flatMap { range.contains($0) ? $0 : nil } })
    }

    static let durationSchema = JSON.object([
        ("type", .string("string")), ("pattern", .string("^(0|([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?)$")),
    ])
}

extension ValueType<Backlog> {
    static let backlog: ValueType = scalar(
        "a duration such as 24h, or 'all'",
        schema: .object([("anyOf", .array([ValueType<Duration>.durationSchema, .object([("const", .string("all"))])]))]
        ),
        written: { backlog in
            guard case .within(let duration) = backlog else { return .string("all") }
            return .string(DurationText.text(duration))
        },
        advice: { NearestWord.to($0, among: ["all"]) == nil ? DurationText.advice($0) : "write all" },
        value: { $0 == "all" ? .all : DurationText.duration($0).map { .within($0) } })
}

extension ValueType<Int> {
    static func size(_ range: ClosedRange<Int>) -> ValueType {
        let limits = "\(SizeText.text(range.lowerBound)) to \(SizeText.text(range.upperBound))"
        return scalar(
            "a size such as 16MiB, from " + limits,
            schema: .object([("type", .string("string")), ("pattern", .string("^[0-9]+(B|KiB|MiB|GiB|TiB)$"))]),
            written: { .string(SizeText.text($0)) },
            advice: { SizeText.bytes($0) == nil ? SizeText.advice($0) : "choose one from " + limits },
            value: { SizeText.bytes($0).flatMap { range.contains($0) ? $0 : nil } })
    }

    static func count(_ range: ClosedRange<Int>) -> ValueType {
        scalar(
            "a whole number from \(range.lowerBound) to \(range.upperBound)",
            schema: .object([
                ("type", .string("integer")), ("minimum", .number(Double(range.lowerBound))),
                ("maximum", .number(Double(range.upperBound))),
            ]),
            written: { .number(Double($0)) },
            value: { Int($0).flatMap { range.contains($0) ? $0 : nil } })
    }
}

extension ValueType<Double> {
    static func number(_ range: ClosedRange<Double>) -> ValueType {
        scalar(
            "a number from \(JSON.number(range.lowerBound).text()) to \(JSON.number(range.upperBound).text())",
            schema: .object([
                ("type", .string("number")), ("minimum", .number(range.lowerBound)),
                ("maximum", .number(range.upperBound)),
            ]),
            written: { .number($0) },
            advice: { $0.contains(",") ? "write the decimal point as '.'" : "" },
            value: { Double($0).flatMap { range.contains($0) ? $0 : nil } })
    }
}

extension ValueType<Bool> {
    static let bool: ValueType = scalar(
        "true or false", schema: .type("boolean"), written: { .bool($0) }, value: { Self.words[$0.lowercased()] })

    /// YAML 1.1's words; YAML 1.2 has only the first two.
    static var words: [String: Bool] {
        ["true": true, "false": false, "yes": true, "no": false, "on": true, "off": false]
    }
}

extension ValueType where Value: Sendable {
    /// One of a few words.
    static func word(_ words: [(name: String, value: Value)]) -> ValueType {
        let names = words.map(\.name)
        return scalar(
            "one of " + names.joined(separator: ", "), schema: .object([("enum", .array(names.map { .string($0) }))]),
            advice: { text in NearestWord.to(text, among: names).map { "did you mean '\($0)'?" } ?? "" },
            value: { text in words.first { $0.name == text }?.value })
    }
}
