// SPDX-License-Identifier: Apache-2.0
// Where the configuration is, for every command that needs it.

import ArgumentParser
import Configuring
import Foundation
import Parsing
import Storing

struct ConfigurationOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The configuration's directory or its feedwatch.yaml.",
            discussion: """
                Else $FEEDWATCH_CONFIG, else $XDG_CONFIG_HOME/feedwatch where that has a feedwatch.yaml, else \
                /etc/feedwatch.
                """,
            valueName: "path"))
    var config: String?

    var path: String {
        ConfigurationLocation.resolve(option: config, environment: ProcessInfo.processInfo.environment)
    }

    static let reader = ConfigurationReader(environment: ProcessInfo.processInfo.environment) { bytes in
        try OPML.read(bytes).feeds.map(Subscription.init)
    }

    /// The configuration; prints the errors in it and ends with status 3 where it has one.
    func read() throws -> Configuration {
        try readSnapshot().configuration
    }

    static func read(at path: String) throws -> Configuration {
        try snapshot(at: path).configuration
    }

    /// The same, with the files it was read from.
    func readSnapshot() throws -> (configuration: Configuration, snapshot: ConfigurationSnapshot) {
        try Self.snapshot(at: path)
    }

    private static func snapshot(at path: String) throws -> (
        configuration: Configuration, snapshot: ConfigurationSnapshot
    ) {
        let snapshot = reader.snapshot(at: path)
        snapshot.errors.forEach(ProblemText.complain)
        guard let configuration = snapshot.configuration else { throw ExitCode.configurationInvalid }
        return (configuration, snapshot)
    }

    /// The store of that configuration, opened to read; works beside a running daemon, and while a file of the
    /// configuration is broken.
    func openStore() throws -> StoreReader {
        do {
            return try StoreReader(path: Self.reader.storePath(at: path))
        } catch {
            throw Failure("\(error)")
        }
    }
}

extension Subscription {
    init(_ feed: OPMLFeed) {
        self.init(
            url: feed.url, title: feed.title, tags: feed.tags, line: feed.place.line, column: feed.place.column)
    }
}
