// SPDX-License-Identifier: Apache-2.0
// Everything the daemon says about itself, in one place: each kind has a fixed id that `journalctl -x` explains.

import Logging
import Model

/// Something an administrator may want to know. Alerts are not events; they have sinks.
enum Event {
    case started(feeds: Int, topics: Int)
    case stopping
    case feedFailing(url: String, failures: Int, error: String)
    case feedBack(url: String, failures: Int)
    case feedGone(url: String)
    case feedMoved(url: String, to: String)
    case storeFailing(error: String)
    case storeBack
    case storeDamaged(keptAside: String)
    case reloaded(feeds: Int, topics: Int, change: String)
    case reloadRefused(problems: [String])
    case sinkFailing(sink: String, error: String)
    case sinkBack(sink: String)
    case stuck(loop: String)
    case unstuck(loop: String)
    case controlUnavailable(error: String)

    var level: Logger.Level {
        switch self {
        case .started, .stopping, .reloaded, .feedBack, .storeBack, .sinkBack, .unstuck: .notice
        case .feedFailing, .feedGone, .feedMoved, .controlUnavailable, .sinkFailing: .warning
        case .storeFailing, .reloadRefused: .error
        case .storeDamaged, .stuck: .critical
        }
    }

    /// The `MESSAGE_ID` of the journal's catalog (systemd/feedwatch.catalog); fixed for ever.
    var messageID: String {
        switch self {
        case .started: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e601"
        case .stopping: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e602"
        case .feedFailing: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e603"
        case .feedBack: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e604"
        case .feedGone: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e605"
        case .feedMoved: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e606"
        case .storeFailing: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e607"
        case .storeBack: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e608"
        case .storeDamaged: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e609"
        case .reloaded: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e60a"
        case .reloadRefused: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e60b"
        case .sinkFailing: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e60c"
        case .sinkBack: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e60d"
        case .stuck: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e60e"
        case .unstuck: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e60f"
        case .controlUnavailable: "0d9b4d8a6c5f4a1f9e0c1b7a52d3e610"
        }
    }

    var message: String {
        switch self {
        case .started(let feeds, let topics): "watching \(feeds) feeds for \(topics) topics"
        case .stopping: "stopping"
        case .feedFailing(let url, let failures, let error): "feed \(url) failed \(failures) times in a row: \(error)"
        case .feedBack(let url, let failures): "feed \(url) is back after \(failures) failures"
        case .feedGone(let url): "feed \(url) is gone (410) and not polled any more; remove it from the feed list"
        case .feedMoved(let url, let target): "feed \(url) moved for good; write \(target) in the feed list"
        case .storeFailing(let error): "store: \(error); alerts are withheld, the entries come again"
        case .storeBack: "store: writing again"
        case .storeDamaged(let path): "store: the database was damaged and is kept as \(path); a new one was begun"
        case .reloaded(let feeds, let topics, let change):
            "configuration reloaded: \(feeds) feeds, \(topics) topics; \(change)"
        case .reloadRefused(let problems):
            "configuration not reloaded, the old one stays:\n" + problems.joined(separator: "\n")
        case .sinkFailing(let sink, let error): "sink \(sink): \(error); its alerts wait and are tried again"
        case .sinkBack(let sink): "sink \(sink): delivering again"
        case .stuck(let loop): "the \(loop) loop does not move; withholding the watchdog's keep-alive"
        case .unstuck(let loop): "the \(loop) loop moves again"
        case .controlUnavailable(let error): "control socket: \(error); reload by SIGHUP still works"
        }
    }

    /// Fields beside the message, for the journal.
    var fields: [String: String] {
        switch self {
        case .feedFailing(let url, _, let error): ["FEEDWATCH_FEED": url, "FEEDWATCH_ERROR": error]
        case .feedBack(let url, _), .feedGone(let url), .feedMoved(let url, _): ["FEEDWATCH_FEED": url]
        case .sinkFailing(let sink, let error): ["FEEDWATCH_SINK": sink, "FEEDWATCH_ERROR": error]
        case .sinkBack(let sink): ["FEEDWATCH_SINK": sink]
        default: [:]
        }
    }
}
