// SPDX-License-Identifier: Apache-2.0
// When changed files are worth reading: not while they are being written, not once for each of a hundred saves, and not
// never because somebody always writes.

/// Gathers changes until they have settled. Time is monotonic and handed in.
struct Settling {
    /// For how long to wait.
    struct Pace: Sendable {
        /// After the last change.
        var quiet = Duration.milliseconds(700)
        /// After the last change while a file is open that was written to: it may be half-written.
        var writing = Duration.seconds(5)
        /// After the first change, whatever comes.
        var longest = Duration.seconds(30)
    }

    private let pace: Pace
    private var first: Duration?
    private var last = Duration.zero
    /// Files that were written to and not closed since.
    private var open: Set<String> = []

    init(_ pace: Pace) {
        self.pace = pace
    }

    /// When to read; `nil` while nothing has changed.
    var due: Duration? {
        first.map { min($0 + pace.longest, last + (open.isEmpty ? pace.quiet : pace.writing)) }
    }

    /// Something changed at `now`: `file` was written to and may be open still, or anything else happened to it.
    mutating func note(_ file: String, isWriting: Bool, now: Duration) {
        first = first ?? now
        last = now
        if isWriting { open.insert(file) } else { open.remove(file) }
    }

    /// The files are about to be read.
    mutating func reset() {
        first = nil
        open = []
    }
}
