// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Watching

struct Reload: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the running daemon read its configuration again.",
        discussion: "With an error in it the old configuration stays, the problems are printed and the status is 3.")

    @OptionGroup var configurationOptions: ConfigurationOptions

    @Flag(help: "Take an edit even where it would multiply alerts (reload.max_alert_change).")
    var force = false

    func run() throws {
        let answer: ControlSocket.Answer
        do {
            answer = try configurationOptions.askDaemon(force ? "reload force" : "reload")
        } catch {
            throw Failure("\(error) Is it running? Try: sudo systemctl reload feedwatch")
        }
        if !answer.text.isEmpty { ProblemText.complain(answer.text) }
        if answer.status != 0 { throw ExitCode(Int32(answer.status)) }
    }
}
