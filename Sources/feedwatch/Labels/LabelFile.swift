// SPDX-License-Identifier: Apache-2.0
// Entries that a person has judged, for `topics score`, `topics tune` and `topics suggest`.

import Configuring
import Model
import Storing

/// One entry and what a person says of it.
struct LabelledEntry {
    /// As given, else `line 12`.
    let name: String
    let entry: Entry
    let feed: Feed?
    /// How many entries of the stream it stands for.
    let weight: Double
    /// By topic: whether the entry is relevant; `nil` for marginal, which is not scored.
    let labels: [String: Bool?]
}

/// What a file of labels holds, with its entries.
struct LabelFile {
    private(set) var entries: [LabelledEntry] = []
    /// Errors, and warnings of what is not scored.
    private(set) var problems: [Problem] = []
    /// Topics that are labelled, and where first.
    private(set) var topics: [String: Place] = [:]
    private var lineOfName: [String: Int] = [:]

    struct Place {
        let file: String
        let line: Int
        let column: Int
        private(set) var count = 0

        /// The same, one label later.
        fileprivate var again: Place {
            var place = self
            place.count += 1
            return place
        }
    }

    var hasErrors: Bool { problems.contains { $0.severity == .error } }

    /// Reads the labels in `path`; those whose line holds no entry are of the entry of that id in `entriesPath`.
    static func read(_ path: String, entriesPath: String?) throws -> LabelFile {
        var file = LabelFile()
        let known = try entriesPath.map { try file.entriesByName($0) }
        for line in try file.lines(of: path) {
            file.collect { file throws(Problem) in try file.add(line, known) }
        }
        file.warnOfUnlabelled(known, entriesPath)
        return file
    }

    /// Adds what was said of stored entries, each as one label; an entry that a line of the file names by the same id or
    /// link is left to the file.
    mutating func add(_ verdicts: [StoredVerdict]) {
        for (row, said) in Dictionary(grouping: verdicts, by: \.row).sorted(by: { $0.key < $1.key }) {
            guard let entry = said.first?.entry, let feed = said.first?.feed else { continue }
            guard ![entry.id, entry.url].contains(where: { $0.map { lineOfName[$0] != nil } ?? false }) else {
                continue
            }
            let labels = said.map { ($0.topic, Bool?.some($0.isRelevant)) }
            entries.append(
                LabelledEntry(
                    name: entry.url ?? entry.id ?? "entry \(row)", entry: entry, feed: Feed(url: feed), weight: 1,
                    labels: Dictionary(labels, uniquingKeysWith: { _, last in last })))
        }
    }

    private mutating func lines(of path: String) throws -> [LabelLine] {
        let name = path == "-" ? "standard input" : path
        var bytes = try InputFile.bytes(path)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        let pieces = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        var lines: [LabelLine] = []
        for (index, piece) in pieces.enumerated() where !piece.allSatisfy({ $0 <= 0x20 }) {
            collect { _ throws(Problem) in
                lines.append(try LabelLine(Array(piece), file: name, number: index + 1))
            }
        }
        return lines
    }

    private mutating func collect(_ body: (inout LabelFile) throws(Problem) -> Void) {
        do throws(Problem) {
            try body(&self)
        } catch {
            problems.append(error)
        }
    }
}

// MARK: Entries apart from their labels

extension LabelFile {
    /// Entries, and the lines that hold them.
    private typealias KnownEntries = [String: (line: LabelLine, entry: Entry)]

    private mutating func entriesByName(_ path: String) throws -> KnownEntries {
        var known: KnownEntries = [:]
        for line in try lines(of: path) {
            collect { _ throws(Problem) in
                guard let id = try line.identifier() else {
                    throw line.problem("an entry needs an id", at: line.start, advice: "labels name it by that")
                }
                if let before = known[id]?.line.number {
                    throw line.problem("entry \(id) was given before, in line \(before)", at: line.start)
                }
                known[id] = (line, try line.entry(id: id))
            }
        }
        return known
    }

    private mutating func warnOfUnlabelled(_ known: KnownEntries?, _ path: String?) {
        guard let known, let path else { return }
        let count = known.keys.count { lineOfName[$0] == nil }
        if count > 0 {
            problems.append(
                Problem(
                    file: path, severity: .warning, message: "\(count) of \(known.count) entries have no labels",
                    advice: "they are not scored"))
        }
    }
}

// MARK: Labels

extension LabelFile {
    private mutating func add(_ line: LabelLine, _ known: KnownEntries?) throws(Problem) {
        let id = try line.identifier()
        let name = id ?? "line \(line.number)"
        if let before = lineOfName[name] {
            throw line.problem(
                "entry \(name) was labelled before, in line \(before)", at: line.start,
                advice: "put all its labels into one line")
        }
        let labels = try labels(of: line)
        lineOfName[name] = line.number
        guard let (entry, feed) = try entry(of: line, id: id, name: name, known) else { return }
        entries.append(
            LabelledEntry(name: name, entry: entry, feed: feed, weight: try line.weight(), labels: labels))
    }

    /// `nil`, with a warning, where nobody knows the entry.
    private mutating func entry(of line: LabelLine, id: String?, name: String, _ known: KnownEntries?)
        throws(Problem) -> (Entry, Feed?)?
    {
        if line.hasEntry { return (try line.entry(id: name), try line.text("feed").map { Feed(url: $0) }) }
        guard let id else {
            throw line.problem(
                "neither an entry nor the id of one", at: line.start, advice: "give title and summary, or id")
        }
        guard let known else {
            throw line.problem(
                "the line holds no entry, only the id \(id)", at: line.start,
                advice: "name the file that has the entries: --entries FILE")
        }
        guard let found = known[id] else {
            problems.append(
                line.problem(
                    "no entry has the id \(id)", at: line.start, advice: "it is not scored", severity: .warning))
            return nil
        }
        return (found.entry, try found.line.text("feed").map { Feed(url: $0) })
    }

    private mutating func labels(of line: LabelLine) throws(Problem) -> [String: Bool?] {
        guard let member = line.json.member("labels") else {
            throw line.problem(
                "the line has no labels", at: line.start, advice: "write \"labels\": {\"TOPIC\": 1}")
        }
        guard case .object(let members) = member.value.value else {
            throw line.problem(
                "labels takes an object, not \(member.value.kindInWords)", at: member.value.offset,
                advice: "write {\"TOPIC\": 1}")
        }
        var labels: [String: Bool?] = [:]
        for label in members {
            labels.updateValue(try Self.verdict(label, line), forKey: label.key)
            note(label, line)
        }
        return labels
    }

    private mutating func note(_ label: PlacedJSON.Member, _ line: LabelLine) {
        let known = topics[label.key]
        let place = known ?? Place(file: line.file, line: line.number, column: line.column(of: label.offset))
        topics[label.key] = place.again
    }

    /// 1 or true, 0 or false, null for marginal.
    private static func verdict(_ label: PlacedJSON.Member, _ line: LabelLine) throws(Problem) -> Bool? {
        switch label.value.value {
        case .number(1), .bool(true): return true
        case .number(0), .bool(false): return false
        case .null: return nil
        default:
            throw line.problem(
                "a label is 1 (relevant), 0 (not) or null (marginal), not \(label.value.kindInWords)",
                at: label.value.offset)
        }
    }
}
