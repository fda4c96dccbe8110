// SPDX-License-Identifier: Apache-2.0
// What the keys of a topic cannot see one by one: the expressions with their groups, text cut by a comment.

import Querying

struct TopicChecks {
    let settings: TopicSettings
    let lines: SourceLines

    /// A signal that could be read and where it is written.
    typealias ReadSignal = (written: WrittenText, signal: WrittenSignal)

    /// The signals that can be read. Reports what is wrong with the others, and what is probably not meant.
    static func check(_ settings: TopicSettings, _ yaml: String, _ reading: inout Reading) -> [WrittenSignal] {
        let checks = TopicChecks(settings: settings, lines: SourceLines(yaml))
        let signals = checks.readSignals(&reading)
        let queries = checks.checkExpressions(signals, &reading)
        checks.checkComments(&reading)
        checks.checkProperties(&reading)
        checks.checkAttention(&reading)
        if let queries { checks.checkSense(of: queries, signals, &reading) }
        return signals.map(\.signal)
    }

    private func readSignals(_ reading: inout Reading) -> [ReadSignal] {
        var signals: [ReadSignal] = []
        for written in settings.signals ?? [] {
            do throws(WrittenSignal.Fault) {
                signals.append((written, try WrittenSignal.read(written.text)))
            } catch {
                let extent = written.extent(of: error.offset, length: error.length, in: lines)
                reading.report(.error, error.message, error.advice, extent)
            }
        }
        return signals
    }

    /// The expressions read; `nil` where one has an error.
    private func checkExpressions(_ signals: [ReadSignal], _ reading: inout Reading) -> QuerySet? {
        let source = QuerySource(
            groups: settings.groups.map { (name: $0.name, items: $0.items.map(\.text)) },
            signals: signals.map(\.signal.expression), require: settings.require.map(\.text),
            exclude: settings.exclude.map(\.text))
        let (queries, problems) = QuerySet.read(source)
        for problem in problems {
            let (written, offset) = place(of: problem.place, signals)
            let extent = written.extent(of: offset + problem.column - 1, length: problem.length, in: lines)
            reading.report(problem.isWarning ? .warning : .error, problem.message, problem.advice, extent)
        }
        return signals.count == settings.signals?.count ? queries : nil
    }

    /// Where an expression is written, and where it begins there.
    private func place(of query: QueryPlace, _ signals: [ReadSignal]) -> (written: WrittenText, offset: Int) {
        switch query {
        case .group(let group, let item): (settings.groups[group].items[item], 0)
        case .signal(let index): (signals[index].written, signals[index].signal.offset)
        case .require(let index): (settings.require[index], 0)
        case .exclude(let index): (settings.exclude[index], 0)
        }
    }

    /// ` #` begins a comment in YAML. It is taken for text that was cut off where no space follows the sign (`#MeToo`,
    /// `#1`), or where what stands before is not complete.
    private func checkComments(_ reading: inout Reading) {
        for item in items {
            guard let comment = item.comment(in: lines) else { continue }
            let isWord = comment.text.dropFirst().first.map { !$0.isWhitespace && $0 != "#" } ?? false
            guard isWord || Self.isIncomplete(item.text) else { continue }
            reading.report(
                .warning, "' #' begins a comment: the expression ends before \(comment.text.quoted)",
                "put the line in quotes, or write '# ' before a comment",
                Extent(comment.place, length: comment.text.unicodeScalars.count))
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
