// SPDX-License-Identifier: Apache-2.0
// inotify(7), as thin as it gets: directories in, events out.

import Glibc

/// One inotify instance; its descriptor is closed with the last reference.
final class Inotify: Sendable {
    /// Becomes readable when there are events. Not blocking.
    let descriptor: Int32

    /// inotify_init1(2). EMFILE where the user has `fs.inotify.max_user_instances` already.
    init() throws(InotifyError) {
        descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        guard descriptor >= 0 else { throw InotifyError(operation: "make an inotify instance", code: errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Watches a directory for `events` (`IN_…`), also one that is watched already. Returns its number.
    ///
    /// inotify_add_watch(2). ENOSPC where the user has `fs.inotify.max_user_watches` already.
    func watch(_ directory: String, for events: UInt32) throws(InotifyError) -> Int32 {
        let number = inotify_add_watch(descriptor, directory, events | UInt32(IN_ONLYDIR))
        guard number >= 0 else { throw InotifyError(operation: "watch \(directory)", code: errno) }
        return number
    }

    /// inotify_rm_watch(2); one that is gone already is left alone.
    func forget(_ number: Int32) {
        inotify_rm_watch(descriptor, number)
    }

    /// The events that have come, in their order; none where there are none.
    func read() -> [InotifyEvent] {
        var events: [InotifyEvent] = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return events }
            events += InotifyEvent.events(in: buffer[..<count])
        }
    }
}

/// `struct inotify_event`.
struct InotifyEvent: Hashable {
    /// The directory's number; -1 for an overflow.
    let watch: Int32
    /// `IN_…`
    let mask: UInt32
    /// Within the directory; empty for what happened to the directory itself.
    let name: String

    /// The kernel dropped events: anything may have happened.
    var isOverflow: Bool { mask & UInt32(IN_Q_OVERFLOW) != 0 }

    /// The watch is no more: its directory was removed, or its file system.
    var isEnd: Bool { mask & UInt32(IN_IGNORED | IN_UNMOUNT) != 0 }

    /// A file was written to, and whoever writes has it still open.
    var isWriting: Bool { mask & UInt32(IN_MODIFY) != 0 }

    /// The fields stand at 0, 4, 8 (a cookie) and 12, the name, padded with zeros, at 16.
    static func events(in bytes: ArraySlice<UInt8>) -> [InotifyEvent] {
        var events: [InotifyEvent] = []
        var rest = bytes
        while rest.count >= 16 {
            let (watch, mask, length) = rest.withUnsafeBytes { field in
                (
                    field.loadUnaligned(as: Int32.self), field.loadUnaligned(fromByteOffset: 4, as: UInt32.self),
                    Int(field.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
                )
            }
            let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
            events.append(InotifyEvent(watch: watch, mask: mask, name: String(decoding: name, as: UTF8.self)))
            rest = rest.dropFirst(16 + length)
        }
        return events
    }
}

/// Why files cannot be watched.
struct InotifyError: Error, CustomStringConvertible {
    let operation: String
    /// `errno`
    let code: Int32

    /// The user's limit, which an administrator can raise.
    var isLimit: Bool { code == ENOSPC || code == EMFILE }

    var description: String {
        let limit = code == ENOSPC ? "max_user_watches" : "max_user_instances"
        let reason = isLimit ? "fs.inotify.\(limit) is reached" : String(cString: strerror(code))
        return "\(operation): \(reason)"
    }
}
