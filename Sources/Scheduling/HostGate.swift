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
        /// When the next poll of this host may start.
        var opens = Duration.zero
        /// Whether it is in `ready` or `resting`.
        var isListed = false
    }

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
            hosts[next.host].isListed = false
            list(next.host, now: now)
        }
        guard let host = ready.popMin()?.host, let item = hosts[host].waiting.popFirst() else { return nil }
        waitingCount -= 1
        hosts[host].isListed = false
        hosts[host].inFlight += 1
        hosts[host].opens = now + limits.hostGap
        list(host, now: now)
        return item
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
            hosts[host].opens = min(hosts[host].opens, now + limits.hostGap)
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
