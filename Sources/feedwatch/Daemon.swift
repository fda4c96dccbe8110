// SPDX-License-Identifier: Apache-2.0
// The wiring: what is made from what, in which order it starts, and what a signal means.

import Alerting
import Configuring
import Dispatching
import Fetching
import Foundation
import Logging
import Model
import ServiceLifecycle
import Storing
import Systemd
import UnixSignals
import Watching

/// Everything that runs, made from one configuration.
struct Daemon {
    private let store: Store
    private let fetcher: Fetcher
    private let dispatcher: AlertDispatcher
    private let watcher: Watcher
    private let reload: Reloader
    private let watchdog: Watchdog
    private let control: ControlSocket
    private let diagnostics: Diagnostics
    private let recorder: Recorder?

    /// Opens the store and takes its lock.
    /// - Throws: `Failure` where the store cannot be used; its message says what to do.
    init(
        _ configuration: Configuration, of snapshot: ConfigurationSnapshot, path: String, reader: ConfigurationReader,
        diagnostics: Diagnostics, recorder: Recorder?
    ) async throws {
        self.recorder = recorder
        let environment = ProcessInfo.processInfo.environment
        let opened = try Store.open(for: configuration)
        store = opened.store
        self.diagnostics = diagnostics
        diagnostics.report(opened.outcome)
        let watch = Watch(configuration, silentUntil: try await store.silentBefore())
        fetcher = Fetcher(limits: FetchLimits(configuration.fetch), userAgent: configuration.fetch.agent)
        dispatcher = AlertDispatcher(outbox: store, sinks: configuration.makeSinks(), report: diagnostics.report)
        watcher = Watcher(
            watch, store: store, fetcher: fetcher, dispatcher: dispatcher, diagnostics: diagnostics,
            recorder: recorder, onAlert: AlertPrinter.print)
        let reload = Reloader(reader: reader, path: path, watcher: watcher, store: store, diagnostics: diagnostics)
        self.reload = reload
        await reload.began(with: snapshot)
        watchdog = Watchdog(
            watcher: watcher, fetcher: fetcher, store: store, dispatcher: dispatcher, diagnostics: diagnostics)
        let verbs = ControlVerbs(reload: reload, watcher: watcher, store: opened.store)
        control = ControlSocket(
            path: ControlPath.toListen(store: configuration.store.path, environment: environment),
            answer: { await verbs.answer($0) })
    }

    /// Runs until SIGTERM or SIGINT.
    func run() async throws {
        let services: [any Service] = [WatchService(watcher: watcher), CompanionService(companions: companions)]
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "lifecycle") { _ in
                SwiftLogNoOpLogHandler()
            })
        configuration.maximumGracefulShutdownDuration = .seconds(4)
        await control.open(diagnostics: diagnostics)
        await reload.watchFiles()
        try await ServiceGroup(configuration: configuration).run()
        await close()
    }

    func runOnce() async throws -> RunSummary {
        let summary = try await watcher.runOnce()
        await close()
        return summary
    }

    private func close() async {
        await reload.stopWatchingFiles()
        await control.close()
        await fetcher.shutdown()
        await dispatcher.stop()
        await recorder?.close()
        try? await store.close()
        DiagnosticsHandler.flush()
    }

    /// What runs beside the watch and ends with it.
    private func companions() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await watchdog.run() }
            group.addTask { await reloadOnHangup() }
            group.addTask { await tidyHourly() }
            group.addTask { await indexEachMinute() }
        }
    }

    private func tidyHourly() async {
        while (try? await Task.sleep(for: .seconds(3_600))) != nil {
            await watcher.prune()
            await watcher.renewVocabulary()
        }
    }

    private func indexEachMinute() async {
        while (try? await Task.sleep(for: .seconds(60))) != nil { await watcher.index() }
    }

    private func reloadOnHangup() async {
        for await _ in await UnixSignalsSequence(trapping: .sighup) {
            Notify.send(.reloading)
            _ = await reload()
            Notify.send(.ready)
        }
    }
}

/// The watch itself: a shutdown ends the polls under way and lets `run` return.
private struct WatchService: Service {
    let watcher: Watcher

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await watcher.run { Notify.send(.ready) }
        } onGracefulShutdown: {
            Notify.send(.stopping)
            Deadline.exit(after: .seconds(6))
            Task { await watcher.stop() }
        }
    }
}

private struct CompanionService: Service {
    let companions: @Sendable () async -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown { await companions() }
    }
}
