// SPDX-License-Identifier: Apache-2.0
// `feedwatch sink test NAME`: whether a sink works is found out before the first alert needs it.

import Alerting
import ArgumentParser
import Configuring
import Dispatching
import Foundation
import Model
import Watching

struct Sinks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sink", abstract: "The places where alerts are told: try one, give up what waits for one.",
        subcommands: [SinkTest.self, SinkDrop.self])
}

struct SinkTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Send a test alert through a sink of the configuration.",
        discussion: """
            The alert says that it is a test. The store is not opened and a running daemon is not disturbed; secrets are \
            read as the user who runs this. Status 1 if the alert did not arrive.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Argument(help: "The sink's name, such as journal, or one of alerts.sinks.")
    var name: String

    func run() async throws {
        let configuration = try configurationOptions.read()
        guard let sink = configuration.makeSink(named: name) else {
            throw Failure("there is no sink '\(name)'; on are: " + configuration.sinkNames.joined(separator: ", "))
        }
        if let owner = foreignOwner(of: configuration.store.path), sink is FileSink || sink is AtomSink {
            throw Failure(
                "\(name): a file that root creates could not be written by the daemon; run this as its user: "
                    + "sudo -u '#\(owner)' feedwatch sink test \(name)")
        }
        let alert = Self.alert(at: Timestamp(seconds: WallClock.system.seconds))
        let delivery = Delivery(id: 1, sink: name, alert: alert, attempts: 0)
        let start = ContinuousClock.now
        let outcome = try await sink.deliver([delivery], through: ForgetfulOutbox(), at: alert.seen)
        let milliseconds = Int(start.duration(to: .now) / .milliseconds(1))
        if let failure = outcome.failure { throw Failure("\(name): \(failure)") }
        Terminal.write("\(name): the test alert \(alert.id) arrived after \(milliseconds) ms\n", to: STDOUT_FILENO)
    }

    /// Whose the store is, where root asks and it is another's.
    private func foreignOwner(of store: String) -> UInt32? {
        var status = stat()
        guard geteuid() == 0, stat(store, &status) == 0, status.st_uid != 0 else { return nil }
        return status.st_uid
    }

    /// Another id each time: receivers drop what they have seen.
    private static func alert(at now: Timestamp) -> Alert {
        let id = String(format: "%016llx", UInt64.random(in: .min ... .max))
        return Alert(
            id: id, kind: .new, topic: "test", score: 1,
            title: "Test alert: this is what an alert of feedwatch looks like",
            url: "https://feedwatch.example/test", entryID: nil, feed: "https://feedwatch.example/feed.xml",
            feedTitle: "feedwatch sink test", published: now, seen: now, language: "en", storyID: id, outlets: 1,
            priority: .notice,
            why: [
                Reason(
                    signal: "test", points: 1, field: "title", terms: ["Test"],
                    snippet: "Test alert: this is what an alert of feedwatch looks like")
            ])
    }
}

/// A test is told once and marked nowhere.
private struct ForgetfulOutbox: Outbox {
    func waiting(
        for sink: String, limit: Int, now: Timestamp
    ) async throws -> (deliveries: [Delivery], nextAttempt: Timestamp?) { ([], nil) }

    func delivered(_ ids: [Int64], to sink: String, at: Timestamp) async throws {}
    func failed(_ id: Int64, error: String, nextAttempt: Timestamp) async throws {}
    func expire(_ sink: String, queuedBefore: Timestamp, limit: Int, at: Timestamp) async throws -> Int { 0 }
    func intend(_ append: FileAppend) async throws {}
    func intent(of sink: String) async throws -> FileAppend? { nil }
}
