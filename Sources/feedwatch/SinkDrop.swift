// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Dispatching
import Model
import Storing
import Watching

/// `feedwatch sink drop NAME`
struct SinkDrop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "Give up the alerts that wait for a sink which is not configured any more.",
        discussion: """
            What waited when a sink was removed or renamed is kept, for it may come back; `feedwatch status` names it. The \
            alerts stay in the store, and other sinks keep theirs. Works with and without a running daemon.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Argument(help: "The sink's former name, as `feedwatch status` shows it.")
    var name: String

    func run() async throws {
        let sink = AbandonedSink(name)
        let isRunning = configurationOptions.isDaemonRunning
        let answer = try await isRunning ? configurationOptions.askDaemon(sink.request) : drop(sink)
        let text = Printable.line(String(answer.text.prefix { !$0.isNewline }))
        guard answer.status == 0 else { throw Failure(text) }
        Terminal.print(text)
    }

    private func drop(_ sink: AbandonedSink) async throws -> ControlSocket.Answer {
        let configuration = try configurationOptions.read()
        guard !configuration.sinkNames.contains(name) else { return sink.refusal }
        // Opened to read first: no store is made for a question.
        _ = try configurationOptions.openStore()
        let store = try Store.open(for: configuration).undamaged()
        let count = try await sink.drop(from: store, at: Timestamp(seconds: WallClock.system.seconds))
        try await store.close()
        return sink.answer(count: count)
    }
}
