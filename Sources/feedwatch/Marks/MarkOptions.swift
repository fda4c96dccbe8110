// SPDX-License-Identifier: Apache-2.0
// How a mark reaches the store: through the daemon that has it open, else with the store's own lock.

import ArgumentParser
import Configuring
import Dispatching
import Model
import Storing
import Watching

/// What a user may say of an entry.
enum MarkWord: String, ExpressibleByArgument, CaseIterable {
    case good, bad, none

    var isRelevant: Bool? {
        switch self {
        case .good: true
        case .bad: false
        case .none: nil
        }
    }

    static let help: ArgumentHelp = "good: right to tell; bad: wrong; none: take back what was said."
}

extension ConfigurationOptions {
    func make(_ mark: Mark) async throws {
        let answer = try await isDaemonRunning ? askDaemon(mark.request) : markInStore(mark)
        if answer.status != 0 { throw Failure(String(answer.text.prefix { !$0.isNewline })) }
    }

    private func markInStore(_ mark: Mark) async throws -> ControlSocket.Answer {
        let store = try Store.open(for: try read()).undamaged()
        let outcome = try await store.mark(mark, at: Timestamp(seconds: WallClock.system.seconds))
        try await store.close()
        return ControlSocket.Answer(outcome)
    }
}
