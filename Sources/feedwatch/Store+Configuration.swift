// SPDX-License-Identifier: Apache-2.0

import Configuring
import Dispatching
import Model
import Storing
import Watching

extension Store {
    /// Opens the store of a configuration to write. Where it was damaged, what was told by then stays silent.
    /// - Throws: `Failure`; its message says what to do.
    static func open(for configuration: Configuration) throws -> OpenedStore {
        do {
            return try Store.open(
                path: configuration.store.path, now: Timestamp(seconds: WallClock.system.seconds),
                silenceAfterDamage: {
                    ToldBefore.newest(in: [configuration.alerts.jsonl, configuration.alerts.log].compactMap(\.self))
                })
        } catch {
            throw Failure("\(error)")
        }
    }
}

extension OpenedStore {
    /// The store, for a command that must not be the first to meet a damaged one.
    /// - Throws: `Failure` where it was damaged and is kept aside now.
    func undamaged() throws -> Store {
        if case .recovered(let keptAside, let damage) = outcome {
            throw Failure("the store was damaged (\(damage)); it is kept as \(keptAside) and a new one was begun")
        }
        return store
    }
}
