// SPDX-License-Identifier: Apache-2.0
// The whole of scheduling without clock, timer and threads: what is due, what may start, when to look again.
// A feed is in one of four places: in `due`, in the gate, in flight, or nowhere (finished for good).

/// Which polls start when. Time is monotonic and handed in.
struct ScheduleState {
    private struct Feed {
        let url: String
        /// `nil` for feeds that bother no server.
        let host: Int?
        var isInFlight = false
        /// Whether it is in flight without a place of its own.
        var isSlow = false
        /// Whether the feed is in the current list.
        var isListed = true
    }

    private var feeds: [Feed] = []
    private var numbers: [String: Int] = [:]
    private var due = DueQueue()
    private var gate: HostGate
    /// Due feeds without a host.
    private var hostless = DueQueue()
    private var hostlessCount = 0
    private var limits: AdmissionLimits
    private var order: UInt64 = 0
    /// When `step` last looked.
    private var lastLook: Duration?
    private(set) var inFlightCount = 0
    private var slowCount = 0
    private(set) var isStopped = false

    init(limits: AdmissionLimits) {
        self.limits = limits
        gate = HostGate(limits: limits)
    }

    /// Nothing is planned, waits or is in flight; after `stop`, nothing is in flight.
    var isDrained: Bool {
        inFlightCount == 0 && (isStopped || (due.earliest == nil && gate.waitingCount == 0 && hostlessCount == 0))
    }

    /// Replaces the list. A feed in flight stays so and is planned again when it is finished.
    /// - Parameters:
    ///   - list: configured URLs with the delay until each is due; `nil` and negative delays are due now, in the order
    ///     of the list. Of a URL that is there twice the first counts.
    ///   - now: monotonic time.
    mutating func replace(_ list: [(url: String, delay: Duration?)], now: Duration) {
        let flying = feeds.filter(\.isInFlight)
        (feeds, numbers) = ([], [:])
        due.removeAll()
        hostless.removeAll()
        hostlessCount = 0
        gate.removeWaiting()
        for var feed in flying {
            feed.isListed = false
            numbers[feed.url] = feeds.count
            feeds.append(feed)
        }
        due.insert(contentsOf: list.compactMap { add($0.url, delay: $0.delay, now: now) })
    }

    /// A poll is over. Ignored for a feed that is not in flight.
    /// - Parameters:
    ///   - url: the configured URL.
    ///   - delay: until the feed is due again; `nil` if it is not polled any more.
    ///   - refusal: for how long the server asked to be left alone; `nil` where it did not.
    ///   - now: monotonic time.
    mutating func finished(_ url: String, delay: Duration?, refusal: Duration? = nil, now: Duration) {
        guard let number = numbers[url], feeds[number].isInFlight else { return }
        feeds[number].isInFlight = false
        inFlightCount -= 1
        if feeds[number].isSlow { slowCount -= 1 }
        feeds[number].isSlow = false
        if let host = feeds[number].host {
            if let refusal { gate.refused(number, host: host, until: now + refusal) } else { gate.answered(host: host) }
            gate.release(host: host, now: now)
        }
        guard let delay, feeds[number].isListed else { return forget(number) }
        due.insert(item(number, due: now + max(.zero, delay)))
    }

    /// The server of a poll in flight takes its time: another may start in its place. Not without end: of so many slow
    /// ones the next keep their places. The host's own bounds count it as before.
    mutating func slowed(_ url: String) {
        guard let number = numbers[url], feeds[number].isInFlight, !feeds[number].isSlow, slowCount < limits.slow else {
            return
        }
        feeds[number].isSlow = true
        slowCount += 1
    }

    /// What starts now, in order, and how long after `now` to look again; `nil` if only a `finished` can change
    /// anything.
    mutating func step(now: Duration) -> (start: [String], wake: Duration?) {
        guard !isStopped else { return ([], nil) }
        if let lastLook, now - lastLook > Self.longestNap { catchUp(now: now) }
        lastLook = now
        collectDue(now: now)
        var start: [String] = []
        while hasPlace, let number = admit(now: now) {
            feeds[number].isInFlight = true
            inFlightCount += 1
            start.append(feeds[number].url)
        }
        return (start, wake(now: now))
    }

    mutating func setLimits(_ limits: AdmissionLimits, now: Duration) {
        self.limits = limits
        gate.setLimits(limits, now: now)
    }

    mutating func stop() {
        isStopped = true
    }

    private mutating func add(_ url: String, delay: Duration?, now: Duration) -> DueQueue.Item? {
        if let known = numbers[url] {
            feeds[known].isListed = true
            return nil
        }
        numbers[url] = feeds.count
        feeds.append(Feed(url: url, host: HostName.of(url).map { gate.number(of: $0) }))
        return item(feeds.count - 1, due: now + max(.zero, delay ?? .zero))
    }

    private mutating func item(_ number: Int, due: Duration) -> DueQueue.Item {
        order += 1
        return DueQueue.Item(due: due, order: order, feed: number)
    }

    private mutating func forget(_ number: Int) {
        numbers[feeds[number].url] = nil
    }

    /// Nobody looked for so long that the machine, or this process, must have slept: what fell due meanwhile starts one
    /// after another, the most overdue first, and not all at once.
    private mutating func catchUp(now: Duration) {
        var overdue: [DueQueue.Item] = []
        while let item = due.popDue(now: now) { overdue.append(item) }
        let gap = limits.catchingUp.gap(for: overdue.count)
        due.insert(contentsOf: overdue.enumerated().map { item($1.feed, due: now + gap * $0) })
    }

    /// The scheduler looks at least once a minute.
    private static let longestNap = Duration.seconds(180)

    private mutating func collectDue(now: Duration) {
        while let item = due.popDue(now: now) {
            if let host = feeds[item.feed].host {
                gate.enqueue(item, host: host, now: now)
            } else {
                hostless.insert(item)
                hostlessCount += 1
            }
        }
    }

    /// Feeds without a host first: they hold up nobody.
    private mutating func admit(now: Duration) -> Int? {
        if let item = hostless.popDue(now: now) {
            hostlessCount -= 1
            return item.feed
        }
        return gate.admit(now: now)?.feed
    }

    private var hasPlace: Bool { inFlightCount - slowCount < limits.concurrency }

    private func wake(now: Duration) -> Duration? {
        let opening = hasPlace ? gate.nextOpening : nil
        return [due.earliest, opening].compactMap(\.self).min().map { max(.zero, $0 - now) }
    }
}
