// SPDX-License-Identifier: Apache-2.0
// Fetching and Scheduling do not know each other: what a transfer came to is put here into the words of the poll plan.

import Fetching
import Model
import Scheduling

extension FetchRequest {
    init(of feed: Feed, state: PollState) {
        self.init(
            url: state.address ?? feed.url, validators: state.validators,
            allowsPrivateAddress: feed.allowsPrivateAddress, credentials: feed.credentials, proxy: feed.proxy)
    }
}

extension PollResult {
    /// A document whose bytes are those of last time counts as unchanged; one that is new has its own initialiser.
    init(_ outcome: FetchOutcome) {
        switch outcome {
        case .changed(let document):
            self = .unchanged(validators: document.validators, movedTo: document.movedTo)
        case .notModified(let validators, let movedTo):
            self = .unchanged(validators: validators, movedTo: movedTo)
        case .gone:
            self = .gone
        case .retryAfter(let wait, let status):
            self = .retryAfter(wait, message: "HTTP \(status), asked to wait \(wait.components.seconds)s")
        case .failed(let failure):
            self = .failed(failure.message)
        }
    }

    /// A document that was read.
    init(_ document: FetchedDocument, title: String?) {
        self = .changed(
            validators: document.validators, bodyHash: document.bodyHash, title: title, movedTo: document.movedTo)
    }
}
