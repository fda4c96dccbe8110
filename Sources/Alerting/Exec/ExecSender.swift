// SPDX-License-Identifier: Apache-2.0
// Alerts to a program: no shell, no word of an alert among its arguments; the alert comes as JSON on its standard input.

package import Model

/// Runs a program for each alert. Exit status 0 means that the alert arrived.
package struct ExecSender: AlertSender {
    private let program: String
    private let arguments: [String]
    private let timeout: Duration

    /// `program` is an absolute path. What runs longer than `timeout` is ended (SIGTERM, and SIGKILL after two seconds)
    /// with all that it started in its process group.
    package init(program: String, arguments: [String], timeout: Duration) {
        self.program = program
        self.arguments = arguments
        self.timeout = timeout
    }

    /// Blocks until the program is over.
    package nonisolated(nonsending) func send(_ alert: Alert, at now: Timestamp) async -> SendFailure? {
        let input = Array(AlertLine.json(alert).utf8) + [UInt8(ascii: "\n")]
        do throws(ChildProcess.Fault) {
            let child = try ChildProcess.start(program, arguments, Self.environment(for: alert), input: input)
            return failure(child.waitUntilExit(within: timeout), errors: child.firstLineOfErrors)
        } catch {
            return SendFailure("run \(program): \(error.reason)")
        }
    }

    private func failure(_ end: ChildProcess.End, errors: String) -> SendFailure? {
        let said = errors.cleaned(limit: 200)
        let reason: String
        switch end {
        case .exited(0): return nil
        case .exited(let status): reason = "exit status \(status)"
        case .killed(let signal): reason = "killed by signal \(signal)"
        case .timedOut: reason = "not over after \(timeout.components.seconds) s"
        }
        return SendFailure("run \(program): \(reason)" + (said.isEmpty ? "" : ": \(said)"))
    }

    /// Nothing of our own environment, which may hold secrets.
    private static func environment(for alert: Alert) -> [String] {
        let limit = AlertLine.Limit.title
        return [
            "PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8",
            "FEEDWATCH_ALERT_ID=" + alert.id.cleaned(limit: limit), "FEEDWATCH_KIND=" + alert.kind.rawValue,
            "FEEDWATCH_TOPIC=" + alert.topic.cleaned(limit: limit),
            "FEEDWATCH_TITLE=" + alert.title.cleaned(limit: limit),
            "FEEDWATCH_URL=" + (alert.link ?? ""),
        ]
    }
}
