// SPDX-License-Identifier: Apache-2.0
// Courtesy: of the feeds that are due, which may be polled now. Each host is in one place at a time, so that admitting
// a feed costs O(log hosts) however many of its siblings wait.

import DequeModule
import HeapModule

/// Due feeds by host: so many of one host at once, so long apart.
struct HostGate {
    private struct Host {
        var waiting = Deque<DueQueue.Item>()
        var inFlight = 0
        /// When the gap after the last start is over.
        var gapEnds = Duration.zero
        /// The end of a rest that the host asked for.
        var restEnds = Duration.zero
        /// Feeds of this host that were refused since it last answered one.
        var refused: [Int] = []
        /// Whether it is in `ready` or `resting`.
        var isListed = false

        /// When the next poll of this host may start.
        var opens: Duration { max(gapEnds, restEnds) }
    }

    /// One feed that is refused proves nothing about its siblings; so many in a row, and none answered, do.
    private static let refusalsToRest = 3

    /// A host whose first waiting feed may start at `key`, or is the `key`-th to be served.
    private struct Listing<Key: Comparable>: Comparable {
        let key: Key
        let host: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.key, left.host) < (right.key, right.host)
        }
    }

    private var hosts: [Host] = []
    private var numbers: [String: Int] = [:]
    /// Hosts that may be polled now, by their first waiting feed.
    private var ready = Heap<Listing<DueQueue.Item>>()
    /// Hosts that have room but must wait for their gap, by the moment when it is over.
    private var resting = Heap<Listing<Duration>>()
    private var limits: AdmissionLimits

    init(limits: AdmissionLimits) {
        self.limits = limits
    }

    /// How many feeds wait here.
    private(set) var waitingCount = 0

    /// The number of a host; a new one for a name not seen before.
    mutating func number(of name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = hosts.count
        hosts.append(Host())
        return hosts.count - 1
    }

    mutating func enqueue(_ item: DueQueue.Item, host: Int, now: Duration) {
        hosts[host].waiting.append(item)
        waitingCount += 1
        list(host, now: now)
    }

    /// The feed that has waited longest among those whose host may be polled now; it then counts as in flight.
    mutating func admit(now: Duration) -> DueQueue.Item? {
        while let next = resting.min, next.key <= now {
            resting.removeMin()
            relist(next.host, now: now)
        }
        while let host = ready.popMin()?.host {
            // A host may have been put to rest while it was listed.
            if hosts[host].opens <= now, let item = hosts[host].waiting.popFirst() {
                start(host, now: now)
                return item
            }
            relist(host, now: now)
        }
        return nil
    }

    private mutating func start(_ host: Int, now: Duration) {
        waitingCount -= 1
        hosts[host].inFlight += 1
        hosts[host].gapEnds = now + limits.hostGap
        relist(host, now: now)
    }

    private mutating func relist(_ host: Int, now: Duration) {
        hosts[host].isListed = false
        list(host, now: now)
    }

    /// A feed of this host was answered.
    mutating func answered(host: Int) {
        hosts[host].refused = []
    }

    /// A feed of this host was refused until `end`. If that has happened to several in a row, the host itself is left
    /// alone for as long as it said, and no longer.
    mutating func refused(_ feed: Int, host: Int, until end: Duration) {
        if !hosts[host].refused.contains(feed) { hosts[host].refused.append(feed) }
        guard hosts[host].refused.count >= Self.refusalsToRest else { return }
        hosts[host].restEnds = max(hosts[host].restEnds, end)
        hosts[host].refused = []
    }

    /// A poll of this host is over.
    mutating func release(host: Int, now: Duration) {
        hosts[host].inFlight -= 1
        list(host, now: now)
    }

    /// When a host that rests may be polled again; `nil` if none rests.
    var nextOpening: Duration? { resting.min?.key }

    /// Forgets what waits, not what is in flight.
    mutating func removeWaiting() {
        waitingCount = 0
        (ready, resting) = (Heap(), Heap())
        for host in hosts.indices {
            hosts[host].waiting.removeAll()
            hosts[host].isListed = false
        }
    }

    mutating func setLimits(_ limits: AdmissionLimits, now: Duration) {
        self.limits = limits
        (ready, resting) = (Heap(), Heap())
        for host in hosts.indices {
            hosts[host].isListed = false
            hosts[host].gapEnds = min(hosts[host].gapEnds, now + limits.hostGap)
            list(host, now: now)
        }
    }

    /// Puts a host where it belongs now. One that is full is nowhere until a poll of it is over.
    private mutating func list(_ number: Int, now: Duration) {
        let host = hosts[number]
        guard !host.isListed, host.inFlight < limits.perHost, let first = host.waiting.first else { return }
        hosts[number].isListed = true
        if host.opens > now {
            resting.insert(Listing(key: host.opens, host: number))
        } else {
            ready.insert(Listing(key: first, host: number))
        }
    }
}
