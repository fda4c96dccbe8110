// SPDX-License-Identifier: Apache-2.0
// Permanent redirects are believed when they were seen on three polls in a row: a server that is broken for an hour
// should not change where a feed lives.

import Model

extension PollState {
    private static let pollsToBelieve = 3
    /// After so many failures in a row an address that was moved to is given up for the configured URL.
    private static let failuresToReturn = 3

    /// Takes notice of a successful poll that permanent redirects led to `movedTo`; `nil` for one that was answered
    /// where it was asked, or after a temporary redirect.
    mutating func note(movedTo: String?, feed: Feed) {
        guard let movedTo else { return move = nil }
        let polls = move?.target == movedTo ? (move?.polls ?? 0) + 1 : 1
        move = polls < Self.pollsToBelieve ? Move(target: movedTo, polls: polls) : nil
        if polls >= Self.pollsToBelieve { address = movedTo == feed.url ? nil : movedTo }
    }

    /// Called after a failure was counted. Nothing is lost: if the move still holds, the configured URL leads there.
    mutating func returnHomeIfLost() {
        guard address != nil, failures >= Self.failuresToReturn else { return }
        address = nil
        validators = Validators()
    }
}
