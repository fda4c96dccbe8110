// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc

/// A last word for a stop that something holds up: what is committed is safe, so the process may just end.
enum Deadline {
    /// Ends the process with status 1, on a thread of its own, unless it has ended before.
    static func exit(after span: Duration) {
        let seconds = Double(span.components.seconds)
        DispatchQueue(label: "deadline").asyncAfter(deadline: .now() + seconds) {
            Terminal.complain("feedwatch: the end took more than \(Int(seconds)) s; giving up what is in hand")
            _exit(1)
        }
    }
}
