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
        let answer = try await isStoreInUse ? askDaemon(mark.request) : markInStore(mark)
        if answer.status != 0 { throw Failure(String(answer.text.prefix { !$0.isNewline })) }
    }

    private var isStoreInUse: Bool { StoreReader.isInUse(path: Self.reader.storePath(at: path)) }

    private func markInStore(_ mark: Mark) async throws -> ControlSocket.Answer {
        let opened = try Store.open(for: try read())
        if case .recovered(let keptAside, let damage) = opened.outcome {
            throw Failure("the store was damaged (\(damage)); it is kept as \(keptAside) and a new one was begun")
        }
        let outcome = try await opened.store.mark(mark, at: Timestamp(seconds: WallClock.system.seconds))
        try await opened.store.close()
        return ControlSocket.Answer(outcome)
    }
}
