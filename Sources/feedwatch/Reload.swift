// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Foundation
import Watching

struct Reload: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the running daemon read its configuration again.",
        discussion: "With an error in it the old configuration stays, the problems are printed and the status is 3.")

    @OptionGroup var configurationOptions: ConfigurationOptions

    func run() throws {
        let answer = try ask()
        if !answer.text.isEmpty { Terminal.write(answer.text, to: STDERR_FILENO) }
        if answer.status != 0 { throw ExitCode(Int32(answer.status)) }
    }

    /// The store's path, by which the daemon is found, is asked of the configuration as far as it can be read: a broken
    /// one must still reach the daemon, which says what is wrong with it.
    private func ask() throws -> ControlSocket.Answer {
        let environment = ProcessInfo.processInfo.environment
        let (configuration, problems) = ConfigurationOptions.reader.read(at: configurationOptions.path)
        let places = ControlPath.toAsk(store: configuration?.store.path, environment: environment)
        var reasons: [String] = []
        for place in places {
            do {
                return try ControlClient.ask("reload", at: place)
            } catch {
                reasons.append("\(error)")
            }
        }
        for problem in problems where problem.severity == .error { Terminal.complain(problem.description) }
        throw Failure(
            "no daemon answers (\(reasons.joined(separator: "; "))). Is it running, and are you root or its user? "
                + "Try: sudo systemctl reload feedwatch")
    }
}
