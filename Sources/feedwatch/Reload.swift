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
        if !answer.text.isEmpty { ProblemText.complain(answer.text) }
        if answer.status != 0 { throw ExitCode(Int32(answer.status)) }
    }

    /// The daemon is found by the store's path, which can be had from a configuration with errors, too; the daemon then
    /// says what is wrong with it.
    private func ask() throws -> ControlSocket.Answer {
        let store = ConfigurationOptions.reader.storePath(at: configurationOptions.path)
        var reasons: [String] = []
        let places = ControlPath.toAsk(
            store: store, environment: ProcessInfo.processInfo.environment,
            isService: configurationOptions.path == "/etc/feedwatch")
        for place in places {
            do {
                return try ControlClient.ask("reload", at: place)
            } catch {
                reasons.append("\(error)")
            }
        }
        throw Failure(
            "no daemon answers (\(reasons.joined(separator: "; "))). Is it running, and are you root or its user? "
                + "Try: sudo systemctl reload feedwatch")
    }
}
