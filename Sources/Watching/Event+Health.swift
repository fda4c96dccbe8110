// SPDX-License-Identifier: Apache-2.0

import Model
import Scheduling

extension Event {
    /// What is said of a change of a feed's health.
    init(_ change: HealthChange, of feed: Feed) {
        let url = feed.url
        self =
            switch change {
            case .failing(let failures, let error): .feedFailing(url: url, failures: failures, error: error)
            case .webPage(.plain, let failures, let error): .feedPage(url: url, failures: failures, error: error)
            case .webPage(.wall(let name), let failures, let error):
                .feedWalled(url: url, guardian: name, failures: failures, error: error)
            case .recovered(let failures): .feedBack(url: url, failures: failures)
            case .gone: .feedGone(url: url)
            case .moved(let target): .feedMoved(url: url, to: target)
            case .possibleGap(let entries):
                .feedGap(url: url, entries: entries, isPolledFaster: feed.interval == nil)
            case .silent(let since): .feedSilent(url: url, since: since)
            case .spoke: .feedSpoke(url: url)
            }
    }
}
