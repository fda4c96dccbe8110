// SPDX-License-Identifier: Apache-2.0
// A topic is muted by the running daemon, or in the store where none runs.

import ArgumentParser
import Configuring
import Dispatching
import Foundation
import Model
import Storing
import Watching

struct TopicsMute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mute",
        abstract: "Hold the alerts of a topic for a while; then they are told as one.",
        discussion: """
            Example: feedwatch topics mute us-china --for 2h

            Nothing is lost: what matches meanwhile waits, and is told as one digest when the time is over or by \
            `feedwatch topics unmute`.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Option(name: .customLong("for"), help: "For how long, such as 30m, 2h or 7d; at most 366d.")
    var span: Span

    @Argument(help: ArgumentHelp("The topic's id.", valueName: "topic"))
    var topic: String

    func validate() throws {
        let seconds = span.duration.components.seconds
        guard (1...MuteRequest.longest).contains(seconds) else { throw ValidationError("--for takes 1s to 366d") }
    }

    func run() async throws {
        let configuration = try configurationOptions.read()
        guard configuration.topics.contains(where: { $0.id == topic }) else {
            throw Failure(TopicSource.noTopic(topic, in: TopicSource.directory(at: configurationOptions.path)))
        }
        let request = MuteRequest.mute(topic: topic, seconds: span.duration.components.seconds)
        try await MuteClient(configuration, configurationOptions).send(request)
    }
}

struct TopicsUnmute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmute", abstract: "End a mute; what waited is told at once, as one.")

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Argument(help: ArgumentHelp("The topic's id.", valueName: "topic"))
    var topic: String

    func run() async throws {
        try await MuteClient(try configurationOptions.read(), configurationOptions).send(.unmute(topic: topic))
    }
}

/// Where a request goes.
private struct MuteClient {
    private let configuration: Configuration
    private let options: ConfigurationOptions

    init(_ configuration: Configuration, _ options: ConfigurationOptions) {
        (self.configuration, self.options) = (configuration, options)
    }

    func send(_ request: MuteRequest) async throws {
        guard options.isDaemonRunning else { return try await write(request) }
        let answer = try options.askDaemon(request.verb)
        guard answer.status == 0 else { throw Failure(answer.text.trimmingCharacters(in: .newlines)) }
        if !answer.text.isEmpty { Terminal.print(answer.text.trimmingCharacters(in: .newlines)) }
    }

    /// The next start of the daemon, or `run --once`, goes by it.
    private func write(_ request: MuteRequest) async throws {
        let store = try Store.open(for: configuration).undamaged()
        switch request {
        case .unmute(let topic): try await store.mute(topic, until: nil)
        case .mute(let topic, let seconds):
            let until = Timestamp(seconds: WallClock.system.seconds + seconds)
            try await store.mute(topic, until: until)
            Terminal.print("\(topic) is muted until \(until)")
        }
        try await store.close()
    }
}
