// SPDX-License-Identifier: Apache-2.0
// A decision in words: for `feeds show`, and the column `reason` of the store.

extension PollDecision {
    /// One line: "every 30m", "every 1h (the publisher's ttl)", "backoff after 3 failures".
    package func words(failures: Int) -> String {
        switch decisive {
        case .nobody: "never polled"
        case .gone: "gone: the server answers 410, the feed is not polled any more"
        case .retryAfter: "the server asked to wait \(decisiveSpan.inWords) (Retry-After)"
        case .backoff: "backoff after \(failures) failure\(failures == 1 ? "" : "s")"
        case .skips: "put off by \(decisiveSpan.inWords) (\(decisive.words))"
        case .interval: "every \(decisiveSpan.inWords)"
        default: "every \(decisiveSpan.inWords) (\(decisive.words))"
        }
    }

    private var decisiveSpan: Duration { wish(of: decisive) ?? .zero }
}

extension PollDecision.Input {
    /// "the publisher's ttl: 1h", "jitter: 41s later".
    package var words: String {
        switch asker {
        case .jitter, .updateBase, .skips:
            "\(asker.words): \(Duration.seconds(abs(seconds)).inWords) \(seconds < 0 ? "earlier" : "later")"
        case .page: "\(asker.words): at most \(Duration.seconds(seconds).inWords)"
        case .floor, .ttl, .freshness, .patience, .retryAfter:
            "\(asker.words): at least \(Duration.seconds(seconds).inWords)"
        default: "\(asker.words): \(Duration.seconds(seconds).inWords)"
        }
    }
}

extension PollDecision.Asker {
    /// Who that is, for a reader who knows the configuration.
    package var words: String {
        switch self {
        case .nobody: "nobody"
        case .every: "the feed's own every"
        case .interval: "fetch.interval"
        case .floor: "the floor"
        case .cap: "the cap"
        case .rhythm: "the feed's rhythm"
        case .page: "before entries leave its page"
        case .ttl: "the publisher's ttl"
        case .updateBase: "the publisher's update times"
        case .skips: "the publisher's skipHours and skipDays"
        case .freshness: "the server's Cache-Control"
        case .patience: "the server refused shorter intervals"
        case .retryAfter: "the server's Retry-After"
        case .gone: "410"
        case .backoff: "backoff"
        case .jitter: "jitter"
        }
    }
}
