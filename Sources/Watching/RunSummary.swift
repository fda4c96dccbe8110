// SPDX-License-Identifier: Apache-2.0

/// What `run --once` came to. Each feed polled is counted in one of `ok`, `unchanged` and `failed`.
package struct RunSummary: Sendable, CustomStringConvertible {
    package var ok = 0
    package var unchanged = 0
    package var failed = 0
    /// Feeds not polled because their server asked to wait.
    package var waiting = 0
    package var newEntries = 0
    package var alerts = 0
    /// The sinks that did not take all that waited for them, and why.
    package var failedSinks: [String: String] = [:]
    package var storeError: String?

    package var description: String {
        "polled \(ok + unchanged + failed) ok \(ok) unchanged \(unchanged) failed \(failed) waiting \(waiting)"
            + " new \(newEntries) alerts \(alerts)"
    }

    mutating func count(_ report: RefreshReport) {
        switch report.result {
        case .changed: ok += 1
        case .unchanged: unchanged += 1
        case .failed, .gone: failed += 1
        }
        newEntries += report.newEntries
        alerts += report.alerts.count
    }
}
