// SPDX-License-Identifier: Apache-2.0

import Curl
import Synchronization

/// The one thread of libcurl that all sinks of a configuration share. It begins with the first alert that goes out over
/// it and ends with the last of the sinks.
package final class SinkTransport: Sendable {
    private let started = Mutex<TransferLoop?>(nil)

    package init() {}

    var transfers: TransferLoop {
        started.withLock { loop in
            if let loop { return loop }
            let new = TransferLoop(maxIdleConnections: 8) {}
            loop = new
            return new
        }
    }
}

extension TransferLimits {
    /// For one alert: a server may think in silence for as long as its sink allows.
    init(within timeout: Duration, maxBodyBytes: Int = 64 << 10, maxHeaderBytes: Int) {
        self.init(
            connectTimeout: timeout, timeout: timeout, lowSpeedTime: timeout, maxBodyBytes: maxBodyBytes,
            maxHeaderBytes: maxHeaderBytes)
    }
}
