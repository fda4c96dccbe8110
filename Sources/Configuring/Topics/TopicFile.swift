// SPDX-License-Identifier: Apache-2.0
// One topic a file; the file's name is the topic's id.

import Foundation
package import Model
import Yams

/// A topic and where its parts are written.
package struct TopicFile: Sendable {
    let topic: Topic
    /// As problems name it.
    let file: String
    let settings: TopicSettings
    private let text: String

    var lines: SourceLines { SourceLines(text) }

    /// Reads a topic from YAML: the topic, `nil` if a problem is an error, and the problems in the order of the text,
    /// which calls itself `file`.
    package static func read(_ yaml: String, file: String, id: String) -> (topic: Topic?, problems: [Problem]) {
        var reading = Reading(file: file)
        let text = SourceText.decode(Array(yaml.utf8), &reading)
        let read = text.flatMap { Self.read($0, id: id, &reading) }
        return (reading.hasErrors ? nil : read?.topic, reading.problems.sorted())
    }

    /// Reads the topic of one file. Blocks.
    package static func read(fileAt path: String) -> (topic: Topic?, problems: [Problem]) {
        var problems: [Problem] = []
        let topic = read(at: path, &problems)?.topic
        return (topic, problems.sorted())
    }

    /// The lines in which the signals of a topic's file begin, in the order of the file; empty for one with an error.
    package static func signalLines(fileAt path: String) -> [Int] {
        var problems: [Problem] = []
        return (read(at: path, &problems)?.settings.signals ?? []).map(\.place.line)
    }

    /// The ids of the topic files in a folder, sorted, whether they can be read or not; empty where there is no folder.
    package static func ids(in folder: String) -> [String] {
        var problems: [Problem] = []
        return ConfigurationDirectory.files(in: folder, endingIn: [".yaml"], &problems).map(id(of:))
    }

    /// Reads every `*.yaml` in a folder, hidden files left out. Blocks. Topics are sorted by id; those with an error
    /// are left out.
    package static func readDirectory(_ path: String) -> (topics: [Topic], problems: [Problem]) {
        var problems: [Problem] = []
        let files = ConfigurationDirectory.files(in: path, endingIn: [".yaml"], &problems)
        let topics = files.compactMap { TopicFile.read(at: $0, &problems)?.topic }
        return (topics.sorted { $0.id < $1.id }, problems.sorted())
    }

    /// The topic of a file; `nil` if it has an error.
    static func read(at path: String, _ problems: inout [Problem]) -> TopicFile? {
        var reading = Reading(file: path)
        defer { problems += reading.problems }
        return read(&reading)
    }

    /// The topic of the file that `reading` is for; `nil` if it has an error.
    static func read(_ reading: inout Reading) -> TopicFile? {
        let path = reading.file
        guard let id = checkedID(of: path, &reading), let text = ConfigurationFile.yaml(at: path, &reading) else {
            return nil
        }
        let read = read(text, id: id, &reading)
        return reading.hasErrors ? nil : read
    }

    /// The file's name without `.yaml`.
    static func id(of path: String) -> String {
        let name = PathText.name(of: path)
        return name.hasSuffix(".yaml") ? String(name.dropLast(".yaml".count)) : name
    }

    /// Whether a topic may be called so: the id becomes a field of log lines and journal records, so it is one word.
    package static func isID(_ id: String) -> Bool {
        !id.isEmpty && !id.hasPrefix(".")
            && id.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-_.".unicodeScalars.contains(scalar)
            }
    }

    private static func checkedID(of path: String, _ reading: inout Reading) -> String? {
        let id = id(of: path)
        if isID(id) { return id }
        reading.error("the file's name is the topic's id", "name it with letters, digits, '-' and '_' only", at: .start)
        return nil
    }

    private static func read(_ yaml: String, id: String, _ reading: inout Reading) -> TopicFile? {
        guard let node = YAMLDocument.read(yaml, &reading) else {
            if !reading.hasErrors {
                reading.error("the topic is empty", "write at least 'signals:' and a signal", at: .start)
            }
            return nil
        }
        var settings = TopicSettings()
        TopicSettings.section.read(node, into: &settings, &reading)
        if node.mapping != nil, !reading.hasErrors, settings.signals?.isEmpty ?? true {
            let place = node["signals"]?.place ?? node.place
            reading.error("a topic needs signals", "write signals: and, below, - +1.0 expression", at: place)
        }
        let signals = TopicChecks.check(settings, yaml, &reading)
        return TopicFile(topic: Topic(id: id, settings, signals), file: reading.file, settings: settings, text: yaml)
    }
}

extension Topic {
    fileprivate init(id: String, _ settings: TopicSettings, _ signals: [WrittenSignal]) {
        self.init(
            id: id, name: settings.name, threshold: settings.threshold?.value ?? 1.0,
            groups: settings.groups.map { Group(name: $0.name, items: $0.items.map(\.text)) },
            signals: signals.map { Signal(points: $0.points, expression: $0.expression) },
            require: settings.require.map(\.text), exclude: settings.exclude.map(\.text), weights: settings.fields,
            bodyCap: settings.bodyCap?.value, minimumSignals: settings.minimumSignals?.value ?? 1,
            languages: settings.languages,
            feeds: FeedSelection(
                include: settings.feeds.include.map(\.value), exclude: settings.feeds.exclude.map(\.value)),
            priority: settings.priority, sinks: settings.sinks.map { $0.map(\.value) },
            attention: Attention(
                digest: settings.digest?.value ?? [], quiet: settings.quiet?.value, atMost: settings.atMost?.value,
                againAt: settings.againAt))
    }
}
