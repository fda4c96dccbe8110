// SPDX-License-Identifier: Apache-2.0
// The supervisor: lets the scheduler say which feed is due, sends it down the pipeline, and puts the answer back.
// Holds the running configuration and each feed's poll state, nothing else.

package import Alerting
package import Configuring
package import Dispatching
package import Fetching
package import Model
import Parsing
import Scheduling
package import Storing

/// Watches the feeds of one configuration at a time.
package actor Watcher {
    let store: Store
    private let fetcher: Fetcher
    private let dispatcher: AlertDispatcher
    let stories: StoryDesk
    /// Two for each of two cores: one is read while another is committed.
    private let gate = Gate(width: 4)
    let diagnostics: Diagnostics
    let clock: WallClock
    /// What waits to be told.
    package nonisolated let attention: AttentionDesk
    private let recorder: Recorder?
    private let onAlert: @Sendable (Alert) -> Void
    private let due: AsyncStream<String>
    private let dueFeeds: AsyncStream<String>.Continuation
    nonisolated let scheduler: Scheduler
    /// Turns with each poll that is settled and each `ping`.
    nonisolated let progress = Progress()

    private(set) var watch: Watch
    private var states: [String: PollState] = [:]
    private var summary: RunSummary?
    private var statusLine = StatusLine()
    private(set) var isStopping = false
    private var isStatusLate = false

    /// `recorder` keeps what servers answer. `onAlert` is called with each alert when it has been committed, for a terminal
    /// that looks on.
    package init(
        _ watch: Watch, store: Store, fetcher: Fetcher, dispatcher: AlertDispatcher, diagnostics: Diagnostics,
        clock: WallClock = .system, recorder: Recorder? = nil,
        onAlert: @escaping @Sendable (Alert) -> Void = { _ in }
    ) {
        self.watch = watch
        stories = StoryDesk(watch.configuration)
        self.store = store
        self.fetcher = fetcher
        self.dispatcher = dispatcher
        self.diagnostics = diagnostics
        self.clock = clock
        self.recorder = recorder
        self.onAlert = onAlert
        attention = AttentionDesk(
            rules: watch.releaseRules, store: store, dispatcher: dispatcher, diagnostics: diagnostics, clock: clock,
            onAlert: onAlert)
        let (due, dueFeeds) = AsyncStream.makeStream(of: String.self)
        (self.due, self.dueFeeds) = (due, dueFeeds)
        scheduler = Scheduler(limits: AdmissionLimits(watch.configuration.fetch), clock: clock) { url in
            dueFeeds.yield(url)
        }
    }

    /// Polls every feed when it is due, until `stop()`. `onReady` is called when the first polls are planned.
    /// - Throws: `StoreError` where the store could not be read at the start.
    package func run(onReady: @Sendable () -> Void) async throws {
        try await prepare()
        await reportUnknownSinks()
        await scheduler.schedule(planned)
        onReady()
        progress.turn()
        showStatus()
        diagnostics.report(.started(feeds: watch.feeds.count, topics: watch.configuration.topics.count))
        dispatcher.wake()
        await attention.begin()
        await pollWhatIsDue()
    }

    /// Polls every feed once, due or not, but for those that are gone or asked us to wait; tries each waiting
    /// delivery once.
    package func runOnce() async throws -> RunSummary {
        try await prepare()
        var summary = RunSummary()
        let now = clock.now
        let feeds = watch.configuration.feeds.filter { states[$0.url]?.isGone != true && !$0.isPaused(at: now) }
        let ready = feeds.filter { (states[$0.url]?.notBefore ?? now) <= now }
        summary.waiting = feeds.count - ready.count
        self.summary = summary
        await scheduler.schedule(ready.map { ($0.url, nil) })
        async let polls: Void = pollWhatIsDue()
        await scheduler.drained()
        dueFeeds.finish()
        await polls
        return try await finishOnce()
    }

    /// Starts no further poll, ends those under way, and returns when `run()` is about to.
    package func stop() async {
        isStopping = true
        diagnostics.report(.stopping)
        await scheduler.stop()
        dueFeeds.finish()
        await attention.stop()
        await fetcher.shutdown()
    }

    /// Puts `configuration` into force for every poll that starts from now on. Polls under way keep the old rules;
    /// what was seen before stays seen.
    package func replace(with configuration: Configuration) async {
        let old = watch
        watch = Watch(configuration, silentUntil: watch.silentUntil)
        statusLine.refusedProblems = nil
        statusLine.renew()
        do {
            if stories.use(configuration) { try await stories.rebuild(from: store, now: clock.now) }
            try await learnStates(of: configuration.feeds)
        } catch {
            diagnostics.begin("store", .storeFailing(error: "\(error)"))
        }
        hastenFeeds(since: old)
        fetcher.update(limits: FetchLimits(configuration.fetch), userAgent: configuration.fetch.agent)
        await scheduler.setLimits(AdmissionLimits(configuration.fetch))
        await scheduler.schedule(planned)
        await dispatcher.replace(sinks: configuration.makeSinks())
        await reportUnknownSinks()
        await attention.use(watch.releaseRules)
        showStatus()
    }

    /// Tells of stored entries that a topic in force matches, where they were not told before.
    func tell(_ request: TellRequest) async throws -> TellOutcome {
        let outcome = try await LateTelling(watch: watch, store: store).tell(request, at: clock.now)
        guard case .told(let alerts) = outcome else { return outcome }
        // Stories were placed and a mute may hold their alerts, also where nothing is told at once.
        try await stories.rebuild(from: store, now: clock.now)
        await attention.release()
        alerts.forEach(onAlert)
        dispatcher.wake()
        return outcome
    }

    /// A hop on the actor, for the watchdog.
    func ping() {
        progress.turn()
    }

    /// A new configuration was refused: the running one stays, and the status line says so until one is taken.
    package func keepConfiguration(problems: Int) {
        statusLine.refusedProblems = problems
        statusLine.renew()
        showStatus()
    }
}

extension Watcher {
    private func prepare() async throws {
        let now = clock.now
        states = try await store.pollStates(of: watch.configuration.feeds).mapValues { $0.rebased(to: now) }
    }

    /// Takes what the store remembers of feeds that are new, or back, and forgets those that are gone from the list:
    /// the store knows them as well.
    private func learnStates(of feeds: [Feed]) async throws {
        states = states.filter { watch.feeds[$0.key] != nil }
        let unknown = feeds.filter { states[$0.url] == nil }
        guard !unknown.isEmpty else { return }
        for (url, state) in try await store.pollStates(of: unknown) where states[url] == nil {
            states[url] = state.rebased(to: clock.now)
        }
    }

    /// Feeds that are to be polled more often from now on need not wait for what was planned before.
    private func hastenFeeds(since old: Watch) {
        for feed in watch.configuration.feeds {
            guard let before = old.feeds[feed.url], let state = states[feed.url],
                before.interval != feed.interval || old.plan != watch.plan
            else { continue }
            states[feed.url] = watch.plan.hastened(state, of: feed, jitter: Double.random(in: 0..<1))
        }
    }

    /// When each feed is due, from what the store remembers.
    private var planned: [(url: String, due: Timestamp?)] {
        let feeds = watch.configuration.feeds.filter { $0.pause != .untilResumed }
        return watch.plan.start(feeds.map { ($0, states[$0.url] ?? PollState()) }, now: clock.now)
            .map { url, due in (url, watch.feeds[url].map { $0.putOff(due) } ?? due) }
    }

    private func pollWhatIsDue() async {
        await withDiscardingTaskGroup { group in
            for await url in due {
                group.addTask { await self.poll(url) }
            }
            group.cancelAll()
        }
    }

    private func poll(_ url: String) async {
        guard !isStopping, let feed = watch.feeds[url] else { return scheduler.finished(url, next: nil) }
        guard !feed.isPaused(at: clock.now) else { return scheduler.finished(url, next: feed.pause?.end) }
        let state = states[url] ?? PollState()
        let pipeline = FeedPipeline(
            parser: FeedParser(), store: store, stories: stories, watch: watch, gate: gate, clock: clock)
        do {
            let report = try await pipeline.refresh(feed, state: state, by: fetcher, recorder: recorder) {
                [scheduler] in
                Task { await scheduler.slowed(url) }
            }
            settle(report, of: feed)
        } catch is CancellationError {
            scheduler.finished(url, next: nil)
        } catch {
            await withhold(feed, error: error)
        }
    }

    private func settle(_ report: RefreshReport, of feed: Feed) {
        states[feed.url] = report.state
        diagnostics.end("store", .storeBack)
        statusLine.storeError = nil
        diagnostics.report(report, of: feed)
        report.alerts.forEach(onAlert)
        // A single pass tries each delivery once, when all is polled.
        if !report.alerts.isEmpty, summary == nil { dispatcher.wake() }
        if let next = report.nextRelease { attention.note(next) }
        summary?.count(report)
        showStatus()
        let isPolledAgain = summary == nil && !report.state.isGone && watch.feeds[feed.url] != nil
        scheduler.finished(
            feed.url, next: isPolledAgain ? report.state.nextPoll : nil,
            refusedUntil: summary == nil ? report.state.notBefore : nil)
    }

    /// The store could not take a refresh: nothing of it counts, and the feed is due again in a minute.
    private func withhold(_ feed: Feed, error: any Error) async {
        diagnostics.begin("store", .storeFailing(error: "\(error)"))
        statusLine.storeError = "\(error)"
        showStatus()
        try? await stories.rebuild(from: store, now: clock.now)
        summary?.storeError = "\(error)"
        scheduler.finished(feed.url, next: summary == nil ? clock.now + .seconds(60) : nil)
    }

    /// What changes while the line rests is shown when it has rested.
    private func showStatus() {
        let isShown = statusLine.show(
            feeds: watch.configuration.feeds, topics: watch.configuration.topics.count, states: states, now: clock.now)
        guard !isShown, !isStatusLate else { return }
        isStatusLate = true
        Task { [weak self] in
            try? await Task.sleep(for: StatusLine.pause)
            await self?.showLateStatus()
        }
    }

    private func showLateStatus() {
        isStatusLate = false
        showStatus()
    }

    private func finishOnce() async throws -> RunSummary {
        var summary = self.summary ?? RunSummary()
        summary.alerts += await attention.release().count
        summary.failedSinks = await dispatcher.flushOnce().failures
        return summary
    }
}

extension AdmissionLimits {
    init(_ fetch: FetchSettings) {
        self.init(
            concurrency: fetch.concurrency, perHost: fetch.perHost, hostGap: fetch.hostGap,
            catchingUp: CatchingUp(within: fetch.interval))
    }
}
