// SPDX-License-Identifier: Apache-2.0
// The kinds of event the journal holds, each with the id it keeps for ever. `systemd/feedwatch.catalog` explains each to
// `journalctl -x`; a test holds the two together.

package import Model

/// An event with a `MESSAGE_ID` of its own.
package enum JournalEvent: Sendable, Hashable, CaseIterable {
    case alertNew, alertUpdated, alertGrowing, alertDigest, alertOverflow
    /// The daemon watches; stops.
    case started, stopping
    /// A feed failed several times in a row; gives a web page, or a bot wall, in its place; is back; answers 410; has
    /// another address for good.
    case feedFailing, feedPage, feedWalled, feedRecovered, feedGone, feedMoved
    /// Entries of a feed may have been missed; nothing new has come for far too long; something has again.
    case feedGap, feedSilent, feedSpoke
    /// Everything in a feed is new at once, and its alerts are told as one.
    case feedStorm
    /// A new configuration was taken; was refused and the old one stays.
    case configurationLoaded, configurationRefused
    /// What a topic that was edited would have told of late.
    case topicRetuned
    /// Changes of its files are found by looking, because the kernel does not tell them.
    case configurationLookedAt
    /// A sink takes no alerts; takes them again.
    case sinkFailing, sinkRecovered
    /// Alerts waited for too long and were given up; wait for a sink that is not configured; were given up by a person.
    case sinkExpired, sinkUnknown, sinkDropped
    /// The store cannot be written; takes what waits again; was damaged and is kept aside.
    case storeFailing, storeRecovered, storeDamaged
    /// A work loop does not move, so that the watchdog is not fed; moves again.
    case loopStuck, loopRecovered
    /// Commands cannot reach the daemon.
    case controlUnavailable
    /// What servers answer is not recorded any more.
    case recordingStopped

    /// The alert's own event.
    package init(_ kind: Alert.Kind) {
        self =
            switch kind {
            case .new: .alertNew
            case .updated: .alertUpdated
            case .growing: .alertGrowing
            case .digest: .alertDigest
            case .overflow: .alertOverflow
            }
    }

    /// 32 hexadecimal digits: the journal's `MESSAGE_ID` (sd_journal_send(3)).
    package var messageID: String {
        switch self {
        case .alertNew: "90f3f8b30fc94671bf102e63bdd40bc8"
        case .alertUpdated: "7e60437512444fca9784c564e8164117"
        case .alertGrowing: "e1f84a16085f424d8e53ceb02d4d535a"
        case .alertDigest: "c8de449cab9647a4b86db08d7b14fade"
        case .alertOverflow: "182cd4cf6e1d4eaaa75c7f0475b53d24"
        case .feedFailing: "c9d3c2d009d2419aba24b8d3812a1001"
        case .feedPage: "03f5d4a064f447d5a0080728fc365b02"
        case .feedWalled: "c40e30b5171f418ba98d74aa79e6e11a"
        case .feedRecovered: "503ae2fd1aa34c7ebdcc7741e2b12805"
        case .feedGone: "2c081af74b34423dab2d064273ff43d0"
        case .configurationLoaded: "1b6aa081ba584706914d054aab60af45"
        case .configurationRefused: "b98301f3de274103b3db9fb1918d3ffd"
        case .topicRetuned: "5b8f0e6d3c1a4f7e9a2d6b90c4e81f37"
        case .configurationLookedAt: "c8b1052c19674e59b67996a906201d14"
        case .sinkFailing: "f2c052ef3e0b48daa72b2b33150f95c9"
        case .sinkRecovered: "049e74da3a624602b012d76b25ad13c1"
        case .sinkExpired: "d026925f3e104db896951438a1e2b6f7"
        case .sinkUnknown: "331b1d9bf3d3403abf3e460cbfb7f7a4"
        case .sinkDropped: "7db4de19054e4621ae137fe8e94ab771"
        case .storeFailing: "d2c639e1517c461aab8ace9fc8f7bbfd"
        case .storeDamaged: "96f359f798ab4ad781457d16ec198d5b"
        case .started: "5014ef5ed720414ea90b82285ea7888b"
        case .stopping: "4a091409ecfc4d6aa6536fc62d5dcf3e"
        case .feedMoved: "1fd31f6bf54e4a18accba202487d261e"
        case .feedGap: "033dd1f2cfba4184a8be8c48ce24f2f2"
        case .feedSilent: "fcab60393b014454a24c6ab4905b7f76"
        case .feedStorm: "a36077725479474aa10db75a814eb521"
        case .feedSpoke: "74249422e90343de98e546ba2c752e0b"
        case .storeRecovered: "10ae9fc6c76e486bab80b0fac04676c4"
        case .loopStuck: "161b1dfb96294862a4a40c7d1e1948cd"
        case .loopRecovered: "75045e5aba69471eafaaf4af19296a1e"
        case .controlUnavailable: "fb9cb79fb0d54d2aab88c909585d1f1e"
        case .recordingStopped: "c1b29d0f7a5c4f5d8c5bb0b7f6d4c7e2"
        }
    }
}
