// SPDX-License-Identifier: Apache-2.0
// Structured records for the systemd journal. A value may hold anything: it is framed by its length and cannot forge
// another field. A record counts as sent only when there was a journal to take it.

import CSystemd
import Glibc

/// The journal of this machine, through its native protocol.
package enum Journal {
    private static let socketPath = "/run/systemd/journal/socket"

    /// Whether the journal's socket exists. It stays while journald restarts.
    package static var isAvailable: Bool {
        var status = stat()
        return stat(socketPath, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    /// Sends one record. Names are `A-Z`, `0-9` and `_`, not beginning with `_`; PRIORITY is 0 to 7.
    ///
    /// Blocks while journald's queue is full. Safe on any thread. C: `sd_journal_sendv`.
    package static func send(_ fields: [(name: String, value: String)]) throws(JournalError) {
        guard isAvailable else { throw .absent }
        let code = submit(fields.map { Array(($0.name + "=" + $0.value).utf8) })
        guard code == 0 else { throw .refused(code: -code) }
        // Without the socket the call drops the record and still returns 0 (sd_journal_print(3)): look again.
        guard isAvailable else { throw .absent }
    }

    private static func submit(_ assignments: [[UInt8]]) -> Int32 {
        let bytes = assignments.flatMap(\.self)
        return bytes.withUnsafeBytes { all in
            var start = UnsafeMutableRawPointer(mutating: all.baseAddress)
            let vectors = assignments.map { assignment in
                defer { start = start?.advanced(by: assignment.count) }
                return iovec(iov_base: start, iov_len: assignment.count)
            }
            return feedwatch_journal_sendv(vectors, Int32(vectors.count))
        }
    }
}

/// Why a record did not reach the journal.
package enum JournalError: Error, Sendable, Hashable, CustomStringConvertible {
    /// No journal on this machine, or its socket is gone.
    case absent
    /// `code` is an errno: ECONNREFUSED when journald is stopped, EINVAL for a malformed field name.
    case refused(code: Int32)

    package var description: String {
        switch self {
        case .absent:
            "send to the journal: /run/systemd/journal/socket does not exist; start systemd-journald or set alerts.journal to false"
        case .refused(let code):
            "send to the journal: \(String(cString: strerror(code))); see systemctl status systemd-journald"
        }
    }
}
