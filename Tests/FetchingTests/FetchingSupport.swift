// SPDX-License-Identifier: Apache-2.0

import Fetching
import Model
import TestServing
import Testing

extension FetchLimits {
    /// Small in size and patient in time, so that a busy machine makes no difference.
    static let small = FetchLimits(
        connectTimeout: .seconds(30), timeout: .seconds(60), lowSpeedTime: .seconds(30), maxBodyBytes: 1 << 20,
        maxHeaderBytes: 64 << 10)
}

extension Fetcher {
    static func sample(_ limits: FetchLimits = FetchLimits()) -> Fetcher {
        Fetcher(limits: limits, userAgent: "feedwatch-tests (contact@example.org)")
    }

    /// Fetches a URL of the loopback.
    func fetch(_ url: String, _ validators: Validators = Validators()) async -> FetchOutcome {
        await fetch(FetchRequest(url: url, validators: validators, allowsPrivateAddress: true))
    }
}

extension FetchOutcome {
    var document: FetchedDocument? {
        if case .changed(let document) = self { document } else { nil }
    }

    var failure: FetchFailure? {
        if case .failed(let failure) = self { failure } else { nil }
    }

    var isGone: Bool {
        if case .gone = self { true } else { false }
    }

    var notModified: (validators: Validators?, movedTo: String?)? {
        if case .notModified(let validators, let movedTo, _) = self { (validators, movedTo) } else { nil }
    }

    var retryAfter: (Duration, Int)? {
        if case .retryAfter(let wait, let status) = self { (wait, status) } else { nil }
    }
}

let rss = "<rss version='2.0'><channel><title>News</title></channel></rss>"
