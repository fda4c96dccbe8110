// SPDX-License-Identifier: Apache-2.0
// A new configuration is read beside the running one; with any error the old one stays.

package import Configuring
import Dispatch
package import Dispatching
package import Storing

/// Reads the configuration again and, where it is right, puts it into force. Reloads asked for together happen one
/// after another, so that the last one asked for wins.
package actor Reloader {
    private let reader: ConfigurationReader
    private let path: String
    private let watcher: Watcher
    private let store: Store
    private let diagnostics: Diagnostics
    private let clock: WallClock
    private var last: Task<[Problem], Never>?
    /// Of what was read last, taken or not; `nil` before anything was.
    private var fingerprint: String?
    /// Whether the files may be watched at all; `reload.watch` says whether they are.
    private var mayWatchFiles = false
    /// `nil` while the files are not watched.
    private var files: ConfigurationWatch?

    /// `path` is the configuration's directory or main file.
    package init(
        reader: ConfigurationReader, path: String, watcher: Watcher, store: Store, diagnostics: Diagnostics,
        clock: WallClock = .system
    ) {
        self.reader = reader
        self.path = path
        self.watcher = watcher
        self.store = store
        self.diagnostics = diagnostics
        self.clock = clock
    }

    /// Remembers the configuration that the watcher began with.
    package func began(with snapshot: ConfigurationSnapshot) async {
        let before = (try? await store.lastAcceptedFiles()) ?? []
        let change = FileChange(from: before, to: snapshot.generationFiles).description
        await remember(snapshot, .start, .accepted(change: change))
    }

    /// Looks at the files by itself from now on, where the running configuration says so (`reload.watch`).
    package func watchFiles() async {
        mayWatchFiles = true
        await follow(await watcher.watch.configuration.reload)
    }

    package func stopWatchingFiles() async {
        mayWatchFiles = false
        await endWatch()
    }

    /// - Returns: the problems found, warnings among them; the new configuration is in force unless one is an error.
    ///
    /// `isForced`: it is taken even where it would multiply alerts (`reload.max_alert_change`).
    @discardableResult
    package func callAsFunction(_ cause: Generation.Cause = .reload, isForced: Bool = false) async -> [Problem] {
        let task = Task { [last] in
            _ = await last?.value
            return await self.reload(cause, isForced: isForced)
        }
        last = task
        return await task.value
    }

    /// What the command that asked for it is told.
    func answer(isForced: Bool = false) async -> ControlSocket.Answer {
        let problems = await self(isForced: isForced)
        return ControlSocket.Answer(
            status: problems.contains { $0.severity == .error } ? 3 : 0,
            text: problems.map { $0.text + "\n" }.joined())
    }
}

extension Reloader {
    private func reload(_ cause: Generation.Cause, isForced: Bool) async -> [Problem] {
        let snapshot = await read()
        // Nobody asked, and the files were saved as they were.
        if cause == .file, snapshot.fingerprint == fingerprint { return snapshot.problems }
        guard let configuration = snapshot.configuration else {
            await refuse(snapshot, cause, snapshot.errors)
            return snapshot.problems
        }
        let forecast = ReloadForecast(from: await watcher.watch.configuration, to: configuration)
        let floods = isForced ? [] : await forecast.floods(at: clock.now)
        guard floods.isEmpty else {
            await refuse(snapshot, cause, floods)
            return (snapshot.problems + floods).sorted()
        }
        await take(configuration, of: snapshot, cause)
        tell(forecast)
        return snapshot.problems
    }

    /// In the background: nobody waits for it.
    private func tell(_ forecast: ReloadForecast) {
        Task { [diagnostics, clock] in
            for topic in await forecast.topics(at: clock.now) { diagnostics.report(.topicRetuned(topic)) }
        }
    }

    private func take(_ configuration: Configuration, of snapshot: ConfigurationSnapshot, _ cause: Generation.Cause)
        async
    {
        let change = ConfigurationChange(from: await watcher.watch.configuration, to: configuration).description
        await watcher.replace(with: configuration)
        let number = await remember(snapshot, cause, .accepted(change: change))
        diagnostics.report(
            .reloaded(
                feeds: configuration.feeds.count, topics: configuration.topics.count, change: change,
                warnings: snapshot.problems.count, generation: number))
        await follow(configuration.reload)
    }

    private func refuse(
        _ snapshot: ConfigurationSnapshot, _ cause: Generation.Cause, _ errors: [Problem]
    ) async {
        let problems = errors.map(\.description)
        await watcher.keepConfiguration(problems: problems.count)
        let number = await remember(snapshot, cause, .refused(problems: problems))
        diagnostics.report(.reloadRefused(problems: problems, generation: number))
    }

    /// `nil` where nothing is new, or the store takes nothing: a reload does not wait for it.
    @discardableResult
    private func remember(
        _ snapshot: ConfigurationSnapshot, _ cause: Generation.Cause, _ outcome: GenerationDraft.Outcome
    ) async -> Int? {
        fingerprint = snapshot.fingerprint
        let draft = GenerationDraft(
            at: clock.now, cause: cause, files: snapshot.generationFiles, outcome: outcome)
        do {
            return try await store.record(draft)
        } catch {
            diagnostics.begin("store", .storeFailing(error: "\(error)"))
            return nil
        }
    }

    private func follow(_ settings: ReloadSettings) async {
        guard settings.watch, mayWatchFiles else { return await endWatch() }
        guard files == nil else { return }
        let files = ConfigurationWatch(path: path) { [diagnostics] method in
            if case .looking(let reason) = method { diagnostics.report(.configurationLookedAt(reason: reason)) }
        } onChange: { [weak self] in
            await self?(.file)
        }
        self.files = files
        await files.start()
    }

    private func endWatch() async {
        await files?.stop()
        files = nil
    }

    /// Reading files blocks, so it happens on a Dispatch thread.
    private func read() async -> ConfigurationSnapshot {
        await withCheckedContinuation { done in
            DispatchQueue.global().async { [reader, path] in done.resume(returning: reader.snapshot(at: path)) }
        }
    }
}

extension ConfigurationSnapshot {
    fileprivate var generationFiles: [GenerationFile] {
        files.map { GenerationFile(name: $0.name, bytes: $0.bytes) }
    }

    fileprivate var fingerprint: String {
        GenerationDraft.fingerprint(
            of: generationFiles, problems: isRefused ? errors.map(\.description) : [])
    }
}
