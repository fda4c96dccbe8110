// SPDX-License-Identifier: Apache-2.0
// Names in one file that must exist in another: topics named by feeds, tags and sinks named by topics.

import Model

struct TopicReferences {
    let feeds: [Feed]
    /// The ids of all topic files, those with errors too.
    let topics: [String]
    let alerts: AlertSettings
    /// Whether `alerts` was read without an error: else a sink that is missing there may be one with a fault.
    let isWhole: Bool

    func problems(feeds named: [(topic: Marked<String>, file: String)], topics files: [TopicFile]) -> [Problem] {
        unknownTopics(named) + files.flatMap { unknownTags($0) + silentSinks($0) }
    }

    private func unknownTopics(_ named: [(topic: Marked<String>, file: String)]) -> [Problem] {
        let known = Set(topics)
        return named.filter { !known.contains($0.topic.value) }.map { topic, file in
            Problem(
                file: file, line: topic.place.line, column: topic.place.column,
                message: "there is no topic \(topic.value.quoted)",
                advice: topics.isEmpty
                    ? "topics are the files in topics/" : NearestWord.advice(for: topic.value, among: topics))
        }
    }

    private func unknownTags(_ file: TopicFile) -> [Problem] {
        guard !feeds.isEmpty else { return [] }
        let tags = Set(feeds.flatMap(\.tags))
        return (file.settings.feeds.include + file.settings.feeds.exclude).compactMap { pattern in
            guard pattern.value.hasPrefix("tag:"), !tags.contains(String(pattern.value.dropFirst(4))) else {
                return nil
            }
            return warning(
                file, pattern.place, "no feed has the tag \(String(pattern.value.dropFirst(4)).quoted)",
                NearestWord.to(String(pattern.value.dropFirst(4)), among: tags.sorted())
                    .map { "did you mean 'tag:\($0)'?" } ?? "give it to a feed in feeds.yaml")
        }
    }

    /// A name that no sink has is an error: nobody would be told. One that is off for now is a warning.
    private func silentSinks(_ file: TopicFile) -> [Problem] {
        let own = alerts.sinks.map(\.name)
        return (file.settings.sinks ?? []).compactMap { sink in
            if own.contains(sink.value) || !isWhole { return nil }
            guard SinkName.reserved.contains(sink.value) else {
                let known = SinkName.reserved + own
                return Problem(
                    file: file.file, line: sink.place.line, column: sink.place.column,
                    message: "there is no sink \(sink.value.quoted)",
                    advice: NearestWord.advice(for: sink.value, among: known),
                    excerpt: Excerpt(Extent(sink.place, length: sink.value.unicodeScalars.count), in: file.lines))
            }
            guard isOff(sink.value) else { return nil }
            let key = sink.value == "journal" ? "alerts.journal: auto" : "alerts.\(sink.value).path"
            return warning(file, sink.place, "the sink '\(sink.value)' is off", "set \(key) in feedwatch.yaml")
        }
    }

    private func isOff(_ sink: String) -> Bool {
        switch sink {
        case "log": alerts.log == nil
        case "jsonl": alerts.jsonl == nil
        default: alerts.journal == .off
        }
    }

    private func warning(_ file: TopicFile, _ place: Place, _ message: String, _ advice: String) -> Problem {
        Problem(
            file: file.file, line: place.line, column: place.column, severity: .warning, message: message,
            advice: advice, excerpt: Excerpt(Extent(place, length: 1), in: file.lines))
    }
}
