// SPDX-License-Identifier: Apache-2.0
// The places in a topic file where an edit goes, and what is written there.

import Model
import Yams

/// The text of a topic file, to be edited.
struct TopicText {
    private let text: String
    private let scalars: [Unicode.Scalar]
    private let lines: SourceLines
    private let starts: LineStarts
    private let root: Node
    private let settings: TopicSettings
    private var replacements: [(range: Range<Int>, text: String)] = []

    /// `root` is what Yams read in `text`.
    init(_ text: String, root: Node, _ settings: TopicSettings) {
        self.text = text
        self.root = root
        self.settings = settings
        scalars = Array(text.unicodeScalars)
        lines = SourceLines(text)
        starts = LineStarts(scalars)
    }

    /// The text with the edits made; `nil` where one has no place.
    func applying(_ edits: [TopicChange]) -> String? {
        var edited = self
        for edit in edits { guard edited.apply(edit) else { return nil } }
        return edited.result
    }

    private var result: String {
        var out = String.UnicodeScalarView()
        var end = 0
        for (_, replacement) in replacements.enumerated().sorted(by: {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }) {
            guard replacement.range.lowerBound >= end else { continue }
            out.append(contentsOf: scalars[end..<replacement.range.lowerBound])
            out.append(contentsOf: replacement.text.unicodeScalars)
            end = replacement.range.upperBound
        }
        out.append(contentsOf: scalars[end...])
        return String(out)
    }

    private mutating func apply(_ edit: TopicChange) -> Bool {
        switch edit {
        case .addItem(let item, let name):
            guard let group = settings.groups.first(where: { $0.name == name }),
                let list = root.mapping?["groups"]?.mapping?[name]
            else { return false }
            return append(YAMLText.scalar(item), after: group.items.last, to: list)
        case .addSignal(let points, let expression):
            guard let list = root.mapping?["signals"] else { return false }
            let line = Self.signed(points) + " " + expression
            return append(SignalText.written(line), after: settings.signals?.last, to: list)
        case .setPoints(let points, let index): return setPoints(points, of: index)
        case .removeSignal(let index): return remove(index)
        case .setThreshold(let threshold): return setThreshold(threshold)
        }
    }
}

// MARK: Lists

extension TopicText {
    private mutating func append(_ item: String, after last: WrittenText?, to list: Node) -> Bool {
        guard let start = starts.index(of: list.place) else { return false }
        if let flow = FlowList(in: scalars, at: start) {
            let place = max(flow.items.last?.upperBound ?? start + 1, flow.commas.last.map { $0 + 1 } ?? 0)
            let comma = flow.items.isEmpty ? "" : flow.needsNoComma ? " " : ", "
            replacements.append((place..<place, comma + item))
            return true
        }
        guard list.sequence != nil, let last else { return false }
        let margin = String(repeating: " ", count: list.place.column - 1)
        return insert(margin + "- " + item, after: lastLine(of: last))
    }

    private mutating func remove(_ signal: Int) -> Bool {
        guard let signals = settings.signals, signals.indices.contains(signal), signals.count > 1,
            let list = root.mapping?["signals"], let start = starts.index(of: list.place)
        else { return false }
        if let flow = FlowList(in: scalars, at: start) { return remove(signal, from: flow) }
        guard let first = lineStart(signals[signal].place.line) else { return false }
        let end = lineStart(lastLine(of: signals[signal]) + 1) ?? scalars.count
        replacements.append((first..<end, ""))
        return true
    }

    /// With the comma behind it, or the one before the last.
    private mutating func remove(_ item: Int, from flow: FlowList) -> Bool {
        guard flow.items.indices.contains(item) else { return false }
        if flow.items.indices.contains(item + 1) {
            replacements.append((flow.items[item].lowerBound..<flow.items[item + 1].lowerBound, ""))
        } else {
            replacements.append((flow.commas[item - 1]..<flow.items[item].upperBound, ""))
        }
        return true
    }

    /// The line on which the text of an item ends.
    private func lastLine(of item: WrittenText) -> Int {
        item.place(of: max(0, item.text.unicodeScalars.count - 1), in: lines).line
    }
}

// MARK: Numbers

extension TopicText {
    private mutating func setPoints(_ points: Double, of signal: Int) -> Bool {
        guard let signals = settings.signals, signals.indices.contains(signal) else { return false }
        let text = Array(signals[signal].text.unicodeScalars)
        let start = text.prefix(while: \.isSpace).count
        let count = text[start...].prefix { !$0.isSpace }.count
        guard let place = starts.index(of: signals[signal].place(of: start, in: lines)),
            scalars[place..<min(place + count, scalars.count)].elementsEqual(text[start..<start + count])
        else { return false }
        replacements.append((place..<place + count, Self.signed(points)))
        return true
    }

    private mutating func setThreshold(_ threshold: Double) -> Bool {
        let new = Self.number(threshold)
        guard let written = settings.threshold else {
            guard let line = root.mapping?.first?.key.place.line, let start = lineStart(line), scalars[start] != "{"
            else { return false }
            replacements.append((start..<start, "threshold: " + new + newline))
            return true
        }
        guard let start = starts.index(of: written.place), scalars[start].isNumeric else { return false }
        let end = scalars[start...].firstIndex { !$0.isNumeric } ?? scalars.count
        replacements.append((start..<end, new))
        return true
    }

    private static func signed(_ points: Double) -> String {
        (points < 0 ? "-" : "+") + number(points.magnitude)
    }

    /// One decimal at least, as in the shipped files; three at most.
    static func number(_ value: Double) -> String {
        let thousandths = Int((value * 1_000).rounded())
        var digits = String(thousandths % 1_000 + 1_000).dropFirst()
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        return "\(thousandths / 1_000).\(digits)"
    }
}

// MARK: Places

extension TopicText {
    /// As the file ends its lines.
    private var newline: String { text.contains("\r\n") ? "\r\n" : "\n" }

    private mutating func insert(_ line: String, after number: Int) -> Bool {
        guard let place = lineStart(number + 1) else {
            replacements.append((scalars.count..<scalars.count, newline + line))
            return true
        }
        // The last line of a file may have no end.
        let isOpen = place == scalars.count && scalars.last.map { !$0.isLineBreak } ?? false
        replacements.append((place..<place, isOpen ? newline + line : line + newline))
        return true
    }

    /// The index at which the line with this 1-based number begins; `nil` beyond the end.
    private func lineStart(_ number: Int) -> Int? {
        (1...starts.count).contains(number) ? starts[number].lowerBound : nil
    }
}

/// A signal as a YAML scalar.
private enum SignalText {
    /// Plain where the topic language's signs stand that YAML takes for nothing else, in double quotes otherwise.
    static func written(_ line: String) -> String {
        let isPlain = line.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || " +-.*=()@/|_'’".unicodeScalars.contains(scalar)
                || ("0"..."9").contains(scalar)
        }
        return isPlain ? line : YAMLText.scalar(line)
    }
}

extension Unicode.Scalar {
    fileprivate var isNumeric: Bool { ("0"..."9").contains(self) || self == "." }
}
