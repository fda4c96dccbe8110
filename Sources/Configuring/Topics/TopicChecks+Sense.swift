// SPDX-License-Identifier: Apache-2.0
// A topic that reads without an error and yet cannot do what it says: signals that never count, sums out of reach.

import Model
import Querying

extension TopicChecks {
    /// `signals` are those of `queries`, one by one.
    func checkSense(of queries: QuerySet, _ signals: [ReadSignal], _ reading: inout Reading) {
        let reaches = queries.signals.map { $0.reach(weight) }
        for (index, (written, signal)) in signals.enumerated() {
            if let fault = idleness(of: signal, reaches[index]) {
                warn(fault.message, fault.advice, written, signal, &reading)
            } else if let first = queries.signals[..<index].firstIndex(of: queries.signals[index]) {
                warn(
                    "the same signal as in line \(signals[first].written.place.line): the points of both count",
                    "remove one", written, signal, &reading)
            }
        }
        for group in queries.unusedGroups {
            let name = settings.groups[group].name
            reading.report(
                .warning, "no expression uses the group '\(name)'", "write @\(name) in a signal, or remove the group",
                Extent(settings.groups[group].place, length: name.unicodeScalars.count))
        }
        checkSums(signals.map(\.signal), reaches, &reading)
    }

    private func warn(
        _ message: String, _ advice: String, _ written: WrittenText, _ signal: WrittenSignal, _ reading: inout Reading
    ) {
        reading.report(.warning, message, advice, written.extent(of: signal.offset, length: .max, in: lines))
    }

    /// Why a signal changes no sum, whatever the entry.
    private func idleness(
        of signal: WrittenSignal, _ reach: ExpressionReach
    ) -> (message: String, advice: String)? {
        if signal.points == 0 { return ("a signal of 0 points changes nothing", "give it points, or remove it") }
        if reach.anywhere == 0, zeroWeights {
            return (
                "this can never count: the fields it may hold in are worth 0", "give one of them a weight in fields:"
            )
        }
        if signal.points < 0, reach.head == 0, reach.anywhere > 0 {
            return (
                "negative points never count for what stands in the content",
                "leave out content:, so that it looks at title and lead"
            )
        }
        return nil
    }

    private var zeroWeights: Bool { settings.fields.values.contains(0) }

    private func weight(_ field: QueryField) -> Double {
        guard let field = Field(rawValue: field.rawValue) else { return 0 }
        return settings.fields[field] ?? Topic.defaultWeights[field] ?? 0
    }
}

extension TopicChecks {
    private func checkSums(_ signals: [WrittenSignal], _ reaches: [ExpressionReach], _ reading: inout Reading) {
        let threshold = settings.threshold?.value ?? 1.0
        if let cap = settings.bodyCap, cap.value >= threshold {
            reading.warning(
                "body_cap is not below the threshold: text in the content alone can alert",
                "choose one below \(threshold)", at: cap.place)
        }
        let positive = zip(signals, reaches).filter { $0.points > 0 && $1.anywhere > 0 }
        if let minimum = settings.minimumSignals, minimum.value > positive.count, !signals.isEmpty {
            reading.warning(
                "fewer signals than min_signals have positive points: this topic can never alert",
                "lower min_signals, or add signals", at: minimum.place)
        }
        guard !signals.isEmpty, most(positive, threshold) + 1e-9 < threshold else { return }
        reading.warning(
            "all signals together do not reach the threshold \(threshold): this topic can never alert",
            "lower the threshold, or raise points",
            at: settings.threshold?.place ?? settings.signals?.first?.place ?? .start)
    }

    /// The highest score there can be: each signal at its best in title and lead, and what holds better in the content up
    /// to the cap.
    private func most(_ signals: [(WrittenSignal, ExpressionReach)], _ threshold: Double) -> Double {
        let head = signals.reduce(0) { $0 + $1.0.points * $1.1.head }
        let body = signals.reduce(0) { $0 + $1.0.points * max(0, $1.1.anywhere - $1.1.head) }
        let cap = settings.bodyCap?.value ?? Topic(id: "", threshold: threshold, signals: []).bodyCap
        return head + min(body, cap)
    }
}
