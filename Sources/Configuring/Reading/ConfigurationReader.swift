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
        let directory = ConfigurationDirectory(path)
        var problems: [Problem] = []
        let main = readMain(directory, &problems)
        let isMainWhole = !problems.contains { $0.severity == .error }
        let collection = readFeeds(directory, &problems)
        let topicFiles = directory.files(in: "topics", endingIn: [".yaml"], &problems)
        let topics = topicFiles.compactMap { TopicFile.read(at: $0, &problems) }.sorted { $0.topic.id < $1.topic.id }
        let references = TopicReferences(
            feeds: collection.feeds, topics: topicFiles.map(TopicFile.id(of:)), alerts: main.alerts,
            isWhole: isMainWhole)
        problems += references.problems(feeds: collection.namedTopics, topics: topics)
        if problems.isEmpty || directory.exists("") { problems += directory.strayFiles(&problems) }
        guard !problems.contains(where: { $0.severity == .error }) else { return (nil, problems.sorted()) }
        let configuration = Configuration(
            directory: directory.absolutePath, main: main, feeds: collection.feeds, topics: topics.map(\.topic))
        return (configuration, problems.sorted())
    }

    /// Where the store is, as far as the main file can be read: a command finds the daemon by it, even where the rest of
    /// the configuration has errors.
    package func storePath(at path: String) -> String {
        var problems: [Problem] = []
        return readMain(ConfigurationDirectory(path), &problems).store.path
    }

    /// The window of stories, as far as the main file can be read.
    package func storyWindow(at path: String) -> Duration {
        var problems: [Problem] = []
        return readMain(ConfigurationDirectory(path), &problems).stories.window
    }

    private func reading(_ file: String, _ directory: ConfigurationDirectory) -> Reading {
        Reading(file: file, directory: directory.absolutePath, environment: environment)
    }

    private func readMain(_ directory: ConfigurationDirectory, _ problems: inout [Problem]) -> MainSettings {
        var reading = reading(directory.main, directory)
        let text = ConfigurationFile.yaml(at: directory.main, &reading)
        let node = text.flatMap { YAMLDocument.read($0, &reading) }
        var main = MainSettings.read(node, &reading)
        problems += reading.problems
        problems += main.override(with: environment, directory: directory.absolutePath)
        return main
    }

    private func readFeeds(_ directory: ConfigurationDirectory, _ problems: inout [Problem]) -> FeedCollection {
        var collection = FeedCollection()
        let first = directory.exists("feeds.yaml") ? [directory.path("feeds.yaml")] : []
        let others = directory.files(in: "feeds.d", endingIn: [".yaml", ".opml"], &problems)
        let opml = others.filter { $0.hasSuffix(".opml") }
        for file in first + others.filter({ !$0.hasSuffix(".opml") }) {
            readList(file, directory, into: &collection, &problems)
        }
        for file in opml {
            readOutlines(file, directory, into: &collection, &problems)
        }
        problems += collection.problems
        return collection
    }

    private func readList(
        _ file: String, _ directory: ConfigurationDirectory, into collection: inout FeedCollection,
        _ problems: inout [Problem]
    ) {
        var reading = reading(file, directory)
        let text = ConfigurationFile.yaml(at: file, limit: ConfigurationFile.maximumListBytes, &reading)
        let node = text.flatMap { YAMLDocument.read($0, &reading) }
        collection.add(FeedListSettings.read(node, &reading), from: file, text: text ?? "")
        problems += reading.problems
    }

    private func readOutlines(
        _ file: String, _ directory: ConfigurationDirectory, into collection: inout FeedCollection,
        _ problems: inout [Problem]
    ) {
        var reading = reading(file, directory)
        if let bytes = ConfigurationFile.bytes(of: file, limit: ConfigurationFile.maximumListBytes, &reading) {
            do {
                collection.add(try readOPML(bytes), fromOPML: file, directory: directory.absolutePath)
            } catch {
                reading.error("the OPML cannot be read: \(error)", "export it again", at: .start)
            }
        }
        problems += reading.problems
    }
}
