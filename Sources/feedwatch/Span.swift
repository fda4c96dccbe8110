// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuring
import Dispatching
import Model

/// A span of time on the command line, written as in the configuration: 30s, 15m, 6h, 90d.
struct Span: ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        guard let duration = DurationText.duration(argument) else { return nil }
        self.duration = duration
    }

    init(_ duration: Duration) {
        self.duration = duration
    }

    var defaultValueDescription: String { DurationText.text(duration) }

    /// The moment this long before now.
    var ago: Timestamp { Timestamp(seconds: WallClock.system.seconds) - duration }
}
