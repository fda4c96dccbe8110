// SPDX-License-Identifier: Apache-2.0
// The process: arguments in, exit status out. One file a command; the work is in the rooms.

import ArgumentParser
import Glibc
import Watching

@main
struct Feedwatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feedwatch",
        abstract: "Watches news feeds and tells you when something is published on a topic you track.",
        version: Version.text,
        subcommands: [
            Run.self, ReplayCommand.self, Reload.self, Check.self, ConfigCommands.self, Parse.self, MatchEntries.self,
            Alerts.self,
            Entries.self, Verdicts.self,
            Feeds.self, Topics.self,
            Search.self, Sinks.self, Status.self, Stories.self, StoreCommands.self, Schema.self,
        ])

    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        // A file size limit makes a write fail; it must not kill us.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error)
        }
    }

    /// Exit statuses are part of the contract: 0 ok, 1 failure, 2 usage, 3 configuration invalid.
    private static func end(with error: any Error) -> Never {
        let code = exitCode(for: error)
        let text = fullMessage(for: error)
        if !text.isEmpty { Terminal.write(text + "\n", to: code == .success ? STDOUT_FILENO : STDERR_FILENO) }
        Glibc.exit(code == .validationFailure ? 2 : code.rawValue)
    }
}

extension ExitCode {
    static let configurationInvalid = ExitCode(3)
}

/// A failure in words; the command ends with status 1.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
