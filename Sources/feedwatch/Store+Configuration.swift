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
