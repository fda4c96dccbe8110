// SPDX-License-Identifier: Apache-2.0
// The keys of a topic file.

import Model
import Yams

/// A topic file as it is read, before its expressions are.
struct TopicSettings: Sendable {
    var name: String?
    var threshold: Marked<Double>?
    var groups: [WrittenGroup] = []
    var signals: [WrittenText]?
    var require: [WrittenText] = []
    var exclude: [WrittenText] = []
    var fields: [Field: Double] = [:]
    var bodyCap: Marked<Double>?
    var minimumSignals: Marked<Int>?
    var languages: [String] = []
    var feeds = Selection()
    var priority = Priority.notice
    var sinks: [Marked<String>]?
    var digest: Marked<[WeeklyTimes]>?
    var quiet: Marked<QuietHours>?
    var atMost: Marked<AlertRate>?
    var againAt: [Int] = []

    /// Which feeds the topic looks at.
    struct Selection: Sendable {
        var include: [Marked<String>] = []
        var exclude: [Marked<String>] = []
    }

    static let section = Section<TopicSettings>([
        .optional("name", \.name, .text, "The topic's name for people. Default: the file's name."),
        .optional(
            "threshold", \.threshold, ValueType.number(0.001...1_000).marked,
            "An entry whose score reaches this is told. Default: 1.0."),
        .value("groups", \.groups, .groups, "Lists of names, variants and other languages; @name stands for any one."),
        .optional(
            "signals", \.signals, ValueType.signals, "'+points expression', one a line; negative points count against."),
        .value("require", \.require, .expressions, "Expressions of which every one must hold somewhere in the entry."),
        .value("exclude", \.exclude, .expressions, "Expressions of which any one, holding in title or lead, vetoes."),
        .section("fields", \.fields, fields, "What a signal's points are worth by the field where it holds."),
        .optional(
            "body_cap", \.bodyCap, ValueType.number(0...1_000).marked,
            "The most that signals found only in the content add. Default: the lesser of 0.6 and 0.75 × threshold."),
        .optional(
            "min_signals", \.minimumSignals, ValueType.count(0...1_000).marked,
            "How many positive signals must hold. Default: 1."),
        .value("languages", \.languages, .list(of: language), "The only languages looked at, such as [en, zh]."),
        .section("feeds", \.feeds, selection, "The feeds looked at: globs over the URL, or tag:NAME."),
        .value(
            "priority", \.priority, .word(Priority.allCases.map { ($0.name, $0) }), "The syslog priority of alerts."),
        .optional("sinks", \.sinks, .list(of: sink.marked), "The only sinks told, such as [journal, log]."),
        .optional(
            "digest", \.digest, ValueType.digest.marked,
            "When what was gathered is told: 'daily 07:00 Europe/Berlin', 'mon-fri 07:00,18:00', or a list of such."),
        .optional(
            "quiet", \.quiet, ValueType.quietHours.marked,
            "Hours in which nothing is told until they end, such as 22:00-07:00 Europe/Berlin."),
        .optional(
            "at_most", \.atMost, ValueType.rate.marked,
            "How many alerts an hour (20/h) or a day (100/d); what is beyond is told in one line later."),
        .value(
            "again_at", \.againAt, .list(of: .count(2...100_000)),
            "Numbers of outlets at which a told story is told again, such as [5, 20]."),
    ])

    private static let fields = Section<[Field: Double]>(
        Field.allCases.map { field in
            .optional(field.rawValue, \.[field], .number(0...100), "The weight of \(field.rawValue).")
        })

    private static let selection = Section<Selection>([
        .value(
            "include", \.include, .list(of: ValueType<String>.text.marked), "Only these; all where the list is empty."),
        .value("exclude", \.exclude, .list(of: ValueType<String>.text.marked), "Not these."),
    ])

    /// Whether there is such a sink, feedwatch.yaml tells.
    private static let sink = ValueType<String>.scalar(
        "a sink's name such as journal, log or jsonl", schema: .type("string"),
        value: { SinkName.isWord($0) ? $0 : nil })

    /// BCP 47's primary subtag.
    private static let language = ValueType<String>.scalar(
        "a language's code of two or three letters, such as en", schema: .type("string"),
        advice: { $0.contains("-") ? "write \($0.prefix { $0 != "-" }): regions are not told apart" : "" },
        value: { text in
            let isCode = (2...3).contains(text.count) && text.allSatisfy { $0.isASCII && $0.isLetter }
            return isCode ? text.lowercased() : nil
        })
}
