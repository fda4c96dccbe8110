// SPDX-License-Identifier: Apache-2.0
// Alerts for a person who looks on. A terminal that does not read (Ctrl-S) must not hold up the watch.

import Alerting
import Dispatch
import Model
import Synchronization

enum AlertPrinter {
    private static let queue = DispatchQueue(label: "terminal")
    private static let waiting = Mutex(0)
    private static let isShown = Terminal.isOutputTerminal

    /// Prints the alert's line where standard output is a terminal; with 1,000 lines waiting it is left out, as the log
    /// has it anyway. Returns at once.
    static func print(_ alert: Alert) {
        guard isShown, waiting.withLock({ $0 < 1_000 }) else { return }
        waiting.withLock { $0 += 1 }
        queue.async {
            Terminal.print(AlertLine.log(alert))
            waiting.withLock { $0 -= 1 }
        }
    }
}
