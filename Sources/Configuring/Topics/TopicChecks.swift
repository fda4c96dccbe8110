// SPDX-License-Identifier: Apache-2.0
// What the keys of a topic cannot see one by one: the expressions with their groups, the sums, text cut by a comment.

import Querying

struct TopicChecks {
    private let settings: TopicSettings
    private let lines: SourceLines

    /// The signals that can be read. Reports what is wrong with the others, and what is probably not meant.
    static func check(_ settings: TopicSettings, _ yaml: String, _ reading: inout Reading) -> [WrittenSignal] {
        let checks = TopicChecks(settings: settings, lines: SourceLines(yaml))
        let signals = checks.readSignals(&reading)
        checks.checkExpressions(signals, &reading)
        checks.checkSums(signals.map(\.signal), &reading)
        checks.checkComments(&reading)
        checks.checkProperties(&reading)
        return signals.map(\.signal)
    }

    private func readSignals(_ reading: inout Reading) -> [(written: WrittenText, signal: WrittenSignal)] {
        var signals: [(written: WrittenText, signal: WrittenSignal)] = []
        for written in settings.signals ?? [] {
            do throws(WrittenSignal.Fault) {
                signals.append((written, try WrittenSignal.read(written.text)))
            } catch {
                reading.error(error.message, error.advice, at: written.place(of: error.offset, in: lines))
            }
        }
        return signals
    }

    private func checkExpressions(
        _ signals: [(written: WrittenText, signal: WrittenSignal)], _ reading: inout Reading
    ) {
        let source = QuerySource(
            groups: settings.groups.map { (name: $0.name, items: $0.items.map(\.text)) },
            signals: signals.map(\.signal.expression), require: settings.require.map(\.text),
            exclude: settings.exclude.map(\.text))
        for problem in QuerySet.read(source).problems {
            let offset = problem.column - 1
            let place =
                switch problem.place {
                case .group(let group, let item): settings.groups[group].items[item].place(of: offset, in: lines)
                case .signal(let index):
                    signals[index].written.place(of: signals[index].signal.offset + offset, in: lines)
                case .require(let index): settings.require[index].place(of: offset, in: lines)
                case .exclude(let index): settings.exclude[index].place(of: offset, in: lines)
                }
            if problem.isWarning {
                reading.warning(problem.message, problem.advice, at: place)
            } else {
                reading.error(problem.message, problem.advice, at: place)
            }
        }
    }

    private func checkSums(_ signals: [WrittenSignal], _ reading: inout Reading) {
        let positive = signals.filter { $0.points > 0 }
        let threshold = settings.threshold?.value ?? 1.0
        if let cap = settings.bodyCap, cap.value >= threshold {
            reading.warning(
                "body_cap is not below the threshold: text in the content alone can alert",
                "choose one below \(threshold)", at: cap.place)
        }
        if let minimum = settings.minimumSignals, minimum.value > positive.count, !signals.isEmpty {
            reading.warning(
                "fewer signals than min_signals have positive points: this topic can never alert",
                "lower min_signals, or add signals", at: minimum.place)
        }
        checkReach(positive.reduce(0) { $0 + $1.points }, threshold, signals, &reading)
    }

    private func checkReach(
        _ sum: Double, _ threshold: Double, _ signals: [WrittenSignal], _ reading: inout Reading
    ) {
        let weight = max(1, settings.fields.values.max() ?? 1)
        guard !signals.isEmpty, sum * weight + 1e-9 < threshold else { return }
        let place = settings.threshold?.place ?? settings.signals?.first?.place ?? .start
        reading.warning(
            "all signals together do not reach the threshold \(threshold): this topic can never alert",
            "lower the threshold, or raise points", at: place)
    }

    /// ` #` begins a comment in YAML. It is taken for text that was cut off where no space follows the sign (`#MeToo`,
    /// `#1`), or where what stands before is not complete.
    private func checkComments(_ reading: inout Reading) {
        for item in items {
            guard let comment = item.comment(in: lines) else { continue }
            let isWord = comment.text.dropFirst().first.map { !$0.isWhitespace && $0 != "#" } ?? false
            guard isWord || Self.isIncomplete(item.text) else { continue }
            reading.warning(
                "' #' begins a comment: the expression ends before \(comment.text.quoted)",
                "put the line in quotes, or write '# ' before a comment", at: comment.place)
        }
    }

    private var items: [WrittenText] {
        settings.groups.flatMap(\.items) + (settings.signals ?? []) + settings.require + settings.exclude
    }

    /// `&name` and `!name` before a value are YAML's, and lost as text.
    private func checkProperties(_ reading: inout Reading) {
        for item in items {
            guard let sign = lines[item.place], sign == "&" || sign == "!" else { continue }
            reading.error(
                "YAML gives '\(sign)' a meaning here and loses the word", "put the line in quotes", at: item.place)
        }
    }

    private static func isIncomplete(_ text: String) -> Bool {
        let last = text.split(separator: " ").last ?? ""
        let isOperator = ["|", "AND", "OR", "NOT", "NEAR"].contains(last) || last.hasPrefix("NEAR/")
        return isOperator || last.hasSuffix("(") || text.count { $0 == "\"" } % 2 == 1
            || text.count { $0 == "(" } > text.count { $0 == ")" }
    }
}
