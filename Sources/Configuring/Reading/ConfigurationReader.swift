// SPDX-License-Identifier: Apache-2.0
// A directory of files to one `Configuration`, or every reason why not.

import Model
import Yams

/// Reads configuration directories.
package struct ConfigurationReader: Sendable {
    private let environment: [String: String]
    private let readOPML: @Sendable ([UInt8]) throws -> [Subscription]

    /// - Parameters:
    ///   - environment: the process's; `FEEDWATCH_*`, `STATE_DIRECTORY` and `CREDENTIALS_DIRECTORY` are looked at.
    ///   - readOPML: the feeds of an OPML document, their folders as tags. What it throws is shown to the user.
    package init(
        environment: [String: String],
        readOPML: @escaping @Sendable ([UInt8]) throws -> [Subscription]
    ) {
        self.environment = environment
        self.readOPML = readOPML
    }

    /// Reads the directory at `path`, or the directory of the main file at `path`.
    ///
    /// Reports every problem of every file, sorted by file and place; the configuration is `nil` if one is an error.
    /// Blocks while it reads the files; touches nothing else.
    package func read(at path: String) -> (configuration: Configuration?, problems: [Problem]) {
        let snapshot = snapshot(at: path)
        return (snapshot.configuration, snapshot.problems)
    }

    /// The same, with the files that were read.
    package func snapshot(at path: String) -> ConfigurationSnapshot {
        let directory = ConfigurationDirectory(path)
        var findings = Findings(in: directory)
        let main = readMain(&findings)
        let isMainWhole = !findings.problems.contains { $0.severity == .error }
        let collection = readFeeds(&findings)
        let topicFiles = directory.files(in: "topics", endingIn: [".yaml"], &findings.problems)
        let topics = topicFiles.compactMap { readTopic($0, &findings) }.sorted { $0.topic.id < $1.topic.id }
        let references = TopicReferences(
            feeds: collection.feeds, topics: topicFiles.map(TopicFile.id(of:)), alerts: main.alerts,
            isWhole: isMainWhole)
        var problems = findings.problems + references.problems(feeds: collection.namedTopics, topics: topics)
        if problems.isEmpty || directory.exists("") { problems += directory.strayFiles(&problems) }
        let isRefused = problems.contains { $0.severity == .error }
        let configuration = Configuration(
            directory: directory.absolutePath, main: main, feeds: collection.feeds, topics: topics.map(\.topic))
        return ConfigurationSnapshot(
            configuration: isRefused ? nil : configuration, problems: problems.sorted(), files: findings.files)
    }

    /// Where the store is, as far as the main file can be read: a command finds the daemon by it, even where the rest of
    /// the configuration has errors.
    package func storePath(at path: String) -> String {
        mainSettings(at: path).store.path
    }

    /// The window of stories, as far as the main file can be read.
    package func storyWindow(at path: String) -> Duration {
        mainSettings(at: path).stories.window
    }

    private func mainSettings(at path: String) -> MainSettings {
        var findings = Findings(in: ConfigurationDirectory(path))
        return readMain(&findings)
    }

    private func reading(_ file: String, _ directory: ConfigurationDirectory) -> Reading {
        Reading(file: file, directory: directory.absolutePath, environment: environment)
    }

    private func readMain(_ findings: inout Findings) -> MainSettings {
        let directory = findings.directory
        var reading = reading(directory.main, directory)
        let text = ConfigurationFile.yaml(at: directory.main, &reading)
        let node = text.flatMap { YAMLDocument.read($0, &reading) }
        var main = MainSettings.read(node, &reading)
        findings.take(reading)
        findings.problems += main.override(with: environment, directory: directory.absolutePath)
        return main
    }

    private func readTopic(_ file: String, _ findings: inout Findings) -> TopicFile? {
        var reading = Reading(file: file)
        let topic = TopicFile.read(&reading)
        findings.take(reading)
        return topic
    }

    private func readFeeds(_ findings: inout Findings) -> FeedCollection {
        let directory = findings.directory
        var collection = FeedCollection()
        let first = directory.exists("feeds.yaml") ? [directory.path("feeds.yaml")] : []
        let others = directory.files(in: "feeds.d", endingIn: [".yaml", ".opml"], &findings.problems)
        let opml = others.filter { $0.hasSuffix(".opml") }
        for file in first + others.filter({ !$0.hasSuffix(".opml") }) {
            readList(file, into: &collection, &findings)
        }
        for file in opml {
            readOutlines(file, into: &collection, &findings)
        }
        findings.problems += collection.problems
        return collection
    }

    private func readList(_ file: String, into collection: inout FeedCollection, _ findings: inout Findings) {
        var reading = reading(file, findings.directory)
        let text = ConfigurationFile.yaml(at: file, limit: ConfigurationFile.maximumListBytes, &reading)
        let node = text.flatMap { YAMLDocument.read($0, &reading) }
        collection.add(FeedListSettings.read(node, &reading), from: file, text: text ?? "")
        findings.take(reading)
    }

    private func readOutlines(_ file: String, into collection: inout FeedCollection, _ findings: inout Findings) {
        let directory = findings.directory
        var reading = reading(file, directory)
        if let bytes = ConfigurationFile.bytes(of: file, limit: ConfigurationFile.maximumListBytes, &reading) {
            do {
                collection.add(try readOPML(bytes), fromOPML: file, directory: directory.absolutePath)
            } catch {
                reading.error("the OPML cannot be read: \(error)", "export it again", at: .start)
            }
        }
        findings.take(reading)
    }
}
