// SPDX-License-Identifier: Apache-2.0

import Foundation
import Systemd
import Testing

struct JournalTests {
    /// The namespace belongs to the thread that makes it, so the body has no suspension point.
    @Test(.enabled(if: geteuid() == 0, "a private mount namespace needs root"))
    func `without a journal a record is refused, not silently dropped`() async {
        await #expect(processExitsWith: .success) {
            #expect(enterPrivateMountNamespace())
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

/// unshare(2), which Glibc's module leaves out, and no mount of ours reaches the host.
private func enterPrivateMountNamespace() -> Bool {
    guard let symbol = dlsym(nil, "unshare") else { return false }
    let unshare = unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)
    let newMountNamespace: Int32 = 0x20000
    return unshare(newMountNamespace) == 0 && mount("none", "/", nil, UInt(MS_REC | MS_PRIVATE), nil) == 0
}
