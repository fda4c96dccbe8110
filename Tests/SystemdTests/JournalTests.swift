// SPDX-License-Identifier: Apache-2.0

import Foundation
import Systemd
import Testing

struct JournalTests {
    /// The namespace belongs to the thread that makes it, so the body has no suspension point.
    @Test(.enabled(if: geteuid() == 0, "a private mount namespace needs root"))
    func `without a journal a record is refused, not silently dropped`() async {
        await #expect(processExitsWith: .success) {
            #expect(unshare(CLONE_NEWNS) == 0)
            #expect(mount("none", "/", nil, UInt(MS_REC.rawValue | MS_PRIVATE.rawValue), nil) == 0)
            #expect(mount("tmpfs", "/run", "tmpfs", 0, nil) == 0)
            #expect(!Journal.isAvailable)
            #expect(throws: JournalError.absent) { try Journal.send([(name: "MESSAGE", value: "hello")]) }
        }
    }

    @Test func `an error says what to do`() {
        #expect(JournalError.refused(code: 111).description.contains("Connection refused"))
        #expect(JournalError.absent.description.contains("alerts.journal"))
    }
}
