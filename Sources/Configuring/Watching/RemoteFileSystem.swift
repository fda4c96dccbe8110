// SPDX-License-Identifier: Apache-2.0

import CGlibc

/// File systems whose changes the kernel does not tell, because others make them.
enum RemoteFileSystem {
    /// statfs(2) `f_type`
    private static let names: [UInt32: String] = [
        0x6969: "NFS", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB", 0x517B: "SMB", 0x6573_5546: "FUSE",
        0x0102_1997: "9P", 0x00C3_6400: "Ceph", 0x5346_414F: "AFS",
    ]

    /// The kind of file system that `directory` is on, where it is one of these.
    static func name(at directory: String) -> String? {
        var status = statfs()
        guard statfs(directory, &status) == 0 else { return nil }
        return names[UInt32(truncatingIfNeeded: status.f_type)]
    }
}
