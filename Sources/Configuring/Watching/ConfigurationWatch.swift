// SPDX-License-Identifier: Apache-2.0
// Watches the files of a configuration, by inotify where the kernel tells their changes, else by looking at them twice a
// minute. It says that something may have changed, never what: whoever is told reads and compares.

import Dispatch
import Dispatching
import Glibc

/// Tells when the files of one configuration have changed and settled. Runs on its own queue "configuration".
package actor ConfigurationWatch {
    /// How the files are watched.
    package enum Method: Sendable, Hashable {
        /// The kernel tells each change.
        case events
        /// They are looked at each 30 seconds, because of `reason`.
        case looking(reason: String)
    }

    typealias InotifyMaker = @Sendable () throws(InotifyError) -> Inotify

    static let makeInotify: InotifyMaker = { () throws(InotifyError) in try Inotify() }

    private let executor = SerialQueueExecutor(label: "configuration")
    private let path: String
    private let clock: MonotonicClock
    private let lookEvery: Duration
    private let makeInotify: InotifyMaker
    private let onMethod: @Sendable (Method) -> Void
    private let onChange: @Sendable () async -> Void

    private var inotify: Inotify?
    private var source: (any DispatchSourceRead)?
    private var timer: DispatchTimer?
    private var places: WatchedPlaces?
    /// The directory of each watch.
    private var directories: [Int32: String] = [:]
    private var settling: Settling
    private var method: Method?
    /// What was there when it was last looked at.
    private var stamps: FileStamps?
    private var isTelling = false

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - path: the configuration's directory or main file.
    ///   - onMethod: told how the files are watched, at the start and when that changes.
    ///   - onChange: awaited when files may have changed; changes meanwhile are told after it.
    package init(
        path: String, onMethod: @escaping @Sendable (Method) -> Void = { _ in },
        onChange: @escaping @Sendable () async -> Void
    ) {
        self.init(path: path, pace: Settling.Pace(), lookEvery: .seconds(30), onMethod: onMethod, onChange: onChange)
    }

    init(
        path: String, pace: Settling.Pace, lookEvery: Duration, clock: MonotonicClock = .system,
        inotify: @escaping InotifyMaker = ConfigurationWatch.makeInotify,
        onMethod: @escaping @Sendable (Method) -> Void = { _ in }, onChange: @escaping @Sendable () async -> Void
    ) {
        self.path = path
        self.clock = clock
        self.lookEvery = lookEvery
        makeInotify = inotify
        self.onMethod = onMethod
        self.onChange = onChange
        settling = Settling(pace)
    }

    /// Begins to watch; what changed since the configuration was read is told, too. Nothing happens where it watches.
    package func start() {
        guard timer == nil else { return }
        timer = DispatchTimer(queue: executor.queue) { [weak self] in self?.assumeIsolated { $0.wake() } }
        settling.note("", isWriting: false, now: clock.now)
        watchPlaces()
        arm()
    }

    /// Ends the watch; `start` begins another.
    package func stop() {
        endEvents()
        timer?.cancel()
        (timer, places, stamps, method) = (nil, nil, nil, nil)
        settling.reset()
    }
}

extension ConfigurationWatch {
    /// Watches what the configuration hangs on now. Directories that were replaced are found by their path again.
    private func watchPlaces() {
        let places = WatchedPlaces(of: path)
        self.places = places
        do throws(InotifyError) {
            try watchByEvents(places)
            use(Self.remote(places).map { .looking(reason: $0) } ?? .events)
        } catch {
            endEvents()
            use(.looking(reason: error.description))
        }
        stamps = method == .events ? nil : FileStamps(of: places)
    }

    private func watchByEvents(_ places: WatchedPlaces) throws(InotifyError) {
        let inotify = try connected()
        var watched: [Int32: String] = [:]
        for (directory, names) in places.directories {
            let events = names.holdsFiles ? Self.steps | Self.edits : Self.steps
            do throws(InotifyError) {
                watched[try inotify.watch(directory, for: events)] = directory
            } catch {
                // One that is gone was noticed by its parent; a step that this user may not list is done without.
                let isNeeded = names.holdsFiles && error.code != ENOENT && error.code != ENOTDIR
                if isNeeded || error.isLimit { throw error }
            }
        }
        for gone in directories.keys where watched[gone] == nil { inotify.forget(gone) }
        directories = watched
    }

    private func connected() throws(InotifyError) -> Inotify {
        if let inotify { return inotify }
        let inotify = try makeInotify()
        receive(from: inotify)
        return inotify
    }

    /// Names that come, go or change their meaning.
    private static let steps = UInt32(IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO)
    /// Files that are written, or may be read by others from now on.
    private static let edits = UInt32(IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB)

    private static func remote(_ places: WatchedPlaces) -> String? {
        places.directories.filter(\.value.holdsFiles).keys.sorted().lazy.compactMap { directory in
            RemoteFileSystem.name(at: directory).map { "\(directory) is on \($0)" }
        }.first
    }

    private func receive(from inotify: Inotify) {
        let source = DispatchSource.makeReadSource(fileDescriptor: inotify.descriptor, queue: executor.queue)
        source.setEventHandler { @Sendable [weak self] in self?.assumeIsolated { $0.take() } }
        // Keeps the descriptor open until Dispatch has let go of it.
        source.setCancelHandler { @Sendable in withExtendedLifetime(inotify) {} }
        source.activate()
        (self.inotify, self.source) = (inotify, source)
    }

    private func endEvents() {
        source?.cancel()
        (inotify, source, directories) = (nil, nil, [:])
    }

    private func use(_ method: Method) {
        guard method != self.method else { return }
        self.method = method
        onMethod(method)
    }
}

extension ConfigurationWatch {
    private func take() {
        guard let inotify else { return }
        for event in inotify.read() where concerns(event) {
            let file = PathText.joined(directories[event.watch] ?? "", event.name)
            settling.note(file, isWriting: event.isWriting, now: clock.now)
            if event.isEnd { directories[event.watch] = nil }
        }
        arm()
    }

    private func concerns(_ event: InotifyEvent) -> Bool {
        if event.isOverflow { return true }
        guard let directory = directories[event.watch] else { return false }
        return event.isEnd || places?.directories[directory]?.contains(event.name) == true
    }

    private func arm() {
        guard let timer else { return }
        let look = stamps == nil ? nil : lookEvery
        let wait = settling.due.map { max(.zero, $0 - clock.now) }
        guard let next = [look, wait].compactMap(\.self).min() else { return timer.disarm() }
        timer.arm(after: next, leeway: min(.milliseconds(100), next / 10))
    }

    private func wake() {
        if let due = settling.due, due <= clock.now, !isTelling { tell() } else if stamps != nil { look() }
        if !isTelling { arm() }
    }

    private func look() {
        let found = FileStamps(of: WatchedPlaces(of: path))
        if found != stamps { settling.note("", isWriting: false, now: clock.now) }
        stamps = found
    }

    /// The watches first, then the reading: a change between the two is told once more.
    private func tell() {
        isTelling = true
        settling.reset()
        watchPlaces()
        Task {
            await onChange()
            isTelling = false
            arm()
        }
    }
}
