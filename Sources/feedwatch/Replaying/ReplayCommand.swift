// SPDX-License-Identifier: Apache-2.0

import Alerting
import ArgumentParser
import Configuring
import Foundation
import Model
import Storing
import Watching

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "What would have been told: recorded or stored input, with a configuration.",
        discussion: """
            Takes a record that `run --record DIR` made, or a store, and lets it go the way of live polls again, into a \
            store of its own and by the time it was recorded at. Prints an alert a line, as alerts.jsonl has it; nobody is \
            told. The same input and configuration give the same bytes. What --since leaves out is still replayed, so that \
            a story that was told before stays told.
            """)

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Option(help: ArgumentHelp("The record's directory, or a store's file.", valueName: "dir|store"))
    var from: String

    @Option(
        help: ArgumentHelp(
            "The file to write, in place of standard output; it is replaced as a whole.", valueName: "file"))
    var out: String?

    @Option(help: ArgumentHelp("Print only alerts from this time on, such as 2026-11-01.", valueName: "time"))
    var since: Moment?

    @Option(help: ArgumentHelp("End before this time.", valueName: "time"))
    var until: Moment?

    @Option(help: ArgumentHelp("Keep the store that is filled, as this new file.", valueName: "file"))
    var store: String?

    func run() async throws {
        let configuration = try configurationOptions.read()
        let target = try ReplayStore(keeping: store)
        defer { target.discard() }
        var output = ReplayOutput(since: since?.timestamp)
        do {
            var replay = Replay(configuration, into: target.store)
            let input = try ReplayInput(from, until: until?.timestamp)
            try await input.feed(into: &replay) { output.add($0) }
            try await target.store.close()
            try output.write(to: out)
            for loss in input.losses { Terminal.complain("warning: \(loss)") }
            Terminal.complain(ReplayText.summary(replay.summary, told: output.count))
        } catch let error as StoreError {
            throw Failure("\(error)")
        } catch let error as RecordError {
            throw Failure("cannot \(error)")
        }
    }
}

/// A moment on the command line.
struct Moment: ExpressibleByArgument {
    let timestamp: Timestamp

    init?(argument: String) {
        guard let timestamp = TimeText.moment(argument) else { return nil }
        self.timestamp = timestamp
    }
}

/// The alerts that are printed.
struct ReplayOutput {
    let since: Timestamp?
    private var bytes: [UInt8] = []
    private(set) var count = 0

    init(since: Timestamp?) {
        self.since = since
    }

    mutating func add(_ alert: Alert) {
        if let since, alert.seen < since { return }
        bytes += Array(AlertLine.json(alert).utf8)
        bytes.append(UInt8(ascii: "\n"))
        count += 1
    }

    func write(to file: String?) throws {
        if let file { return try AtomicFile.write(bytes, to: file) }
        Terminal.write(String(decoding: bytes, as: UTF8.self), to: STDOUT_FILENO)
    }
}
