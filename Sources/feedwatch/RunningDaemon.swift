// SPDX-License-Identifier: Apache-2.0

import Configuring
import Foundation
import Watching

extension ConfigurationOptions {
    /// Asks the daemon that runs with this configuration.
    ///
    /// It is found by the store's path, which can be had from a configuration with errors, too; the daemon then says what
    /// is wrong with it. Blocks until it answers, at most 30 seconds.
    func askDaemon(_ request: String) throws -> ControlSocket.Answer {
        let places = ControlPath.toAsk(
            store: Self.reader.storePath(at: path), environment: ProcessInfo.processInfo.environment,
            configuration: path)
        var reasons: [String] = []
        for place in places {
            do {
                return try ControlClient.ask(request, at: place)
            } catch {
                reasons.append("\(error)")
            }
        }
        throw Failure("no daemon answers (\(reasons.joined(separator: "; "))); are you root or its user?")
    }
}
