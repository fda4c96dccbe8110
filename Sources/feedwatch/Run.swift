// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CGlibc
import Configuring
import Foundation
import Logging
import Watching

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Watch the feeds: the daemon, in the foreground.",
        discussion: """
            The configuration is read again when its files change, on SIGHUP and by `feedwatch reload`; SIGTERM and Ctrl-C end it cleanly. On a terminal \
            each alert is printed as the alert log has it.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Flag(help: "Poll every feed once, try each waiting delivery once, print a summary and end.")
    var once = false

    @Option(name: .long, help: "How much to say: trace, debug, info, notice, warning, error or critical.")
    var logLevel = Loudness.notice

    @OptionGroup var recordOptions: RecordOptions

    func run() async throws {
        // Each thread that allocates would get a heap of its own, and keep what it once needed: 6 MB of a first sweep.
        mallopt(M_ARENA_MAX, 1)
        // Until the daemon listens for it, a hangup must not end it half-started.
        signal(SIGHUP, SIG_IGN)
        let (configuration, snapshot) = try configurationOptions.readSnapshot()
        let diagnostics = Diagnostics(logger: logger)
        let daemon = try await Daemon(
            configuration, of: snapshot, path: configurationOptions.path, reader: ConfigurationOptions.reader,
            diagnostics: diagnostics, recorder: try recordOptions.recorder(reporting: diagnostics))
        if once {
            try await runOnce(daemon)
        } else {
            try await daemon.run()
        }
    }

    private var logger: Logger {
        let place = DiagnosticsHandler.place(in: ProcessInfo.processInfo.environment)
        return Logger(label: "feedwatch") { _ in DiagnosticsHandler(place: place, logLevel: logLevel.level) }
    }

    private func runOnce(_ daemon: Daemon) async throws {
        let summary = try await daemon.runOnce()
        Terminal.print(summary.description)
        if let error = summary.storeError { Terminal.complain(error) }
        for (sink, error) in summary.failedSinks.sorted(by: { $0.key < $1.key }) {
            Terminal.complain("sink \(sink): \(error)")
        }
        let isFileSinkDown = summary.failedSinks.keys.contains { $0 == "log" || $0 == "jsonl" }
        if summary.storeError != nil || isFileSinkDown { throw ExitCode.failure }
    }
}

/// The levels of swift-log, for the command line.
enum Loudness: String, ExpressibleByArgument, CaseIterable {
    case trace, debug, info, notice, warning, error, critical

    var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .notice }
}
