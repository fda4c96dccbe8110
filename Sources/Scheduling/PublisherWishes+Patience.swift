// SPDX-License-Identifier: Apache-2.0
// A server that answers 429 says for how long to wait, not how often it may be asked. That is found out: each refusal
// doubles the interval that was too short, and what was learnt fades in case the server changed its mind.

import Glibc
import Model

extension PublisherWishes {
    private static let halfLife = 14.0 * 86_400
    /// No refusal slows a feed down beyond this by itself.
    private static let longest = Duration.seconds(6 * 3_600)

    /// A poll was refused `elapsed` after the one before it.
    mutating func learnPatience(from elapsed: Duration) {
        guard elapsed > .zero else { return }
        patience = min(Self.longest, max(patience ?? .zero, elapsed * 2))
    }

    /// A poll was answered.
    mutating func fadePatience(_ elapsed: Duration, floor: Duration) {
        guard let known = patience else { return }
        let faded = known * exp2(-elapsed.inSeconds / Self.halfLife)
        patience = faded > floor ? faded : nil
    }
}
