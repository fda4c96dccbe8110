// SPDX-License-Identifier: Apache-2.0
// Everything the daemon says about itself, in one place: each kind has a fixed id that `journalctl -x` explains.

import Alerting
import Logging
import Model

/// Something an administrator may want to know. Alerts are not events; they have sinks.
enum Event {
    case started(feeds: Int, topics: Int)
    case stopping
    case feedFailing(url: String, failures: Int, error: String)
    case feedPage(url: String, failures: Int, error: String)
    case feedWalled(url: String, guardian: String, failures: Int, error: String)
    case feedBack(url: String, failures: Int)
    case feedGone(url: String)
    case feedMoved(url: String, to: String)
    case feedGap(url: String, entries: Int, isPolledFaster: Bool)
    case feedSilent(url: String, since: Timestamp)
    case feedSpoke(url: String)
    case feedStorm(url: String, entries: Int, matches: Int)
    case storeFailing(error: String)
    case storeBack
    case storeDamaged(keptAside: String, damage: String)
    case reloaded(feeds: Int, topics: Int, change: String, warnings: Int, generation: Int?)
    case reloadRefused(problems: [String], generation: Int?)
    case configurationLookedAt(reason: String)
    case topicRetuned(TopicForecast)
    case sinkFailing(sink: String, error: String)
    case sinkBack(sink: String)
    case sinkExpired(sink: String, count: Int)
    case sinkUnknown(sink: String, waiting: Int)
    case sinkDropped(sink: String, count: Int)
    case stuck(loop: String)
    case unstuck(loop: String)
    case controlUnavailable(error: String)
    case recordingStopped(error: String)

    var level: Logger.Level {
        switch self {
        case .started, .stopping, .reloaded, .topicRetuned, .feedBack, .feedSpoke, .storeBack, .sinkBack, .unstuck:
            .notice
        case .feedFailing, .feedPage, .feedWalled, .feedGone, .feedMoved, .feedGap, .feedSilent, .feedStorm,
            .controlUnavailable, .configurationLookedAt, .recordingStopped, .sinkFailing, .sinkExpired, .sinkUnknown,
            .sinkDropped:
            .warning
        case .storeFailing, .reloadRefused: .error
        case .storeDamaged, .stuck: .critical
        }
    }

    /// What `journalctl -x` explains it by.
    var journalEvent: JournalEvent {
        switch self {
        case .started: .started
        case .stopping: .stopping
        case .feedFailing: .feedFailing
        case .feedPage: .feedPage
        case .feedWalled: .feedWalled
        case .feedBack: .feedRecovered
        case .feedGone: .feedGone
        case .feedMoved: .feedMoved
        case .feedGap: .feedGap
        case .feedSilent: .feedSilent
        case .feedSpoke: .feedSpoke
        case .feedStorm: .feedStorm
        case .storeFailing: .storeFailing
        case .storeBack: .storeRecovered
        case .storeDamaged: .storeDamaged
        case .reloaded: .configurationLoaded
        case .reloadRefused: .configurationRefused
        case .topicRetuned: .topicRetuned
        case .configurationLookedAt: .configurationLookedAt
        case .sinkFailing: .sinkFailing
        case .sinkBack: .sinkRecovered
        case .sinkExpired: .sinkExpired
        case .sinkUnknown: .sinkUnknown
        case .sinkDropped: .sinkDropped
        case .stuck: .loopStuck
        case .unstuck: .loopRecovered
        case .controlUnavailable: .controlUnavailable
        case .recordingStopped: .recordingStopped
        }
    }

    var message: String {
        switch self {
        case .started(let feeds, let topics): "watching \(feeds) feeds for \(topics) topics"
        case .stopping: "stopping"
        case .feedFailing(let url, let failures, let error): "feed \(url) failed \(failures) times in a row: \(error)"
        case .feedPage(let url, let failures, let error):
            "feed \(url) gave a web page in place of the feed, after \(failures) failures in a row: \(error)"
        case .feedWalled(let url, let guardian, let failures, let error):
            "feed \(url) is behind a bot wall (\(guardian)), after \(failures) failures in a row: \(error)"
        case .feedBack(let url, let failures): "feed \(url) is back after \(failures) failures"
        case .feedGone(let url): "feed \(url) is gone (410) and not polled any more; remove it from the feed list"
        case .feedMoved(let url, let target): "feed \(url) moved for good; write \(target) in the feed list"
        case .feedGap(let url, let entries, let isPolledFaster):
            "feed \(url): hardly one of its \(entries) entries was known, some may have been missed; "
                + (isPolledFaster ? "it is polled faster" : "its own every keeps it from being polled faster")
        case .feedSilent(let url, let since):
            "feed \(url) has brought nothing new since \(since), three times its longest pause"
        case .feedStorm(let url, let entries, let matches):
            "feed \(url): its \(entries) entries are all new at once, as after a redesign; \(matches) match and are told as "
                + "one alert a topic"
        case .feedSpoke(let url): "feed \(url) brings entries again"
        case .storeFailing(let error): "\(error); alerts are withheld, the entries come again"
        case .storeBack: "store: writing again"
        case .storeDamaged(let path, let damage):
            "store: the database was damaged (\(damage)) and is kept as \(path); a new one was begun"
        case .reloaded(let feeds, let topics, let change, let warnings, _):
            "configuration reloaded: \(feeds) feeds, \(topics) topics; \(change)"
                + (warnings > 0 ? "; \(warnings) warnings, see feedwatch check" : "")
        case .reloadRefused(let problems, _):
            "configuration not reloaded, the old one stays:\n" + Self.list(problems)
        case .configurationLookedAt(let reason):
            "changes of the configuration are not told by the kernel (\(reason)); its files are looked at each 30 seconds"
        case .topicRetuned(let forecast): forecast.description
        case .sinkFailing(let sink, let error): "sink \(sink): \(error); its alerts wait and are tried again"
        case .sinkBack(let sink): "sink \(sink): delivering again"
        case .sinkExpired(let sink, let count): "sink \(sink): \(count) alerts waited for too long and are given up"
        case .sinkUnknown(let sink, let waiting):
            "sink \(sink) is not configured any more and \(waiting) alerts wait for it; "
                + "give it its name again, or give them up: feedwatch sink drop \(sink)"
        case .sinkDropped(let sink, let count):
            "sink \(sink): \(count) alerts that waited for it are given up, as asked"
        case .stuck(let loop): "the \(loop) loop does not move; withholding the watchdog's keep-alive"
        case .unstuck(let loop): "the \(loop) loop moves again"
        case .controlUnavailable(let error): "control socket: \(error); reload by SIGHUP still works"
        case .recordingStopped(let error): "record: \(error); nothing more is recorded until the next start"
        }
    }

    /// Fields beside the message, for the journal.
    var fields: [String: String] {
        switch self {
        case .feedFailing(let url, _, let error), .feedPage(let url, _, let error):
            ["FEEDWATCH_FEED": url, "FEEDWATCH_ERROR": error]
        case .feedWalled(let url, let guardian, _, let error):
            ["FEEDWATCH_FEED": url, "FEEDWATCH_ERROR": error, "FEEDWATCH_WALL": guardian]
        case .feedBack(let url, _), .feedGone(let url), .feedMoved(let url, _), .feedGap(let url, _, _),
            .feedSilent(let url, _), .feedSpoke(let url), .feedStorm(let url, _, _):
            ["FEEDWATCH_FEED": url]
        case .topicRetuned(let forecast):
            [
                "FEEDWATCH_TOPIC": forecast.topic, "FEEDWATCH_BEFORE": "\(forecast.before)",
                "FEEDWATCH_AFTER": "\(forecast.after)",
            ]
        case .sinkFailing(let sink, let error): ["FEEDWATCH_SINK": sink, "FEEDWATCH_ERROR": error]
        case .sinkBack(let sink), .sinkExpired(let sink, _), .sinkUnknown(let sink, _), .sinkDropped(let sink, _):
            ["FEEDWATCH_SINK": sink]
        case .reloaded(_, _, _, _, let number?), .reloadRefused(_, let number?):
            ["FEEDWATCH_GENERATION": "\(number)"]
        default: [:]
        }
    }

    /// One line each, and no more of them than somebody reads in a journal.
    private static func list(_ problems: [String]) -> String {
        let limit = 20
        let more = problems.count > limit ? ["and \(problems.count - limit) more, see feedwatch check"] : []
        return (problems.prefix(limit) + more).joined(separator: "\n")
    }
}
