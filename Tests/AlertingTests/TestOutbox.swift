// SPDX-License-Identifier: Apache-2.0
// An outbox that keeps the promises of the real one: what a call has changed outlives the process, whatever kills it.

import Alerting
import Foundation
import Model
import TestSupport

/// Rows in memory, and in a folder where one is given (each change replaces the file by rename).
actor TestOutbox: Outbox {
    struct Row: Codable {
        let id: Int64
        let title: String
        var attempts = 0
        var nextAttempt: Int64?
        var error: String?
        var isDelivered = false
        /// When it began to wait.
        var queued: Int64 = 0
    }

    struct State: Codable {
        var rows: [String: [Row]] = [:]
        var intents: [String: Intent] = [:]
    }

    struct Intent: Codable {
        let inode: UInt64, offset: Int64, length: Int, sha256: String, deliveries: [Int64]
    }

    struct Broken: Error {}

    private let file: URL?
    private(set) var state: State
    /// Calls that change rows throw while this is set.
    var isBroken = false
    private(set) var largestBatch = 0
    /// The titles of what was given up.
    private(set) var expired: [String] = []
    private var heads: [String: Int] = [:]
    private var drainWaiters: [(sink: String, count: Int, done: AsyncStream<Void>.Continuation)] = []
    private var afterEmpty: (@Sendable () -> Void)?

    init(folder: String? = nil) {
        file = folder.map { URL(fileURLWithPath: $0 + "/outbox.json") }
        let saved = file.flatMap { try? Data(contentsOf: $0) }
        state = saved.flatMap { try? JSONDecoder().decode(State.self, from: $0) } ?? State()
    }

    /// Adds alerts titled by `titles` for each sink.
    func add(_ titles: [String], at moment: Timestamp = Timestamp(seconds: 0), for sinks: String...) throws {
        for sink in sinks {
            let first = Int64(state.rows[sink, default: []].count)
            state.rows[sink, default: []] += titles.enumerated().map {
                Row(id: first + Int64($0.offset), title: $0.element, queued: moment.seconds)
            }
        }
        try save()
    }

    func set(isBroken: Bool) { self.isBroken = isBroken }

    func rows(of sink: String) -> [Row] { state.rows[sink, default: []] }

    /// Returns when the first `count` rows of the sink are delivered; by default all that are there now.
    func drained(_ sink: String, count: Int? = nil) async {
        let count = count ?? rows(of: sink).count
        guard deliveredCount(of: sink) < count else { return }
        let (drained, done) = AsyncStream<Void>.makeStream()
        drainWaiters.append((sink, count, done))
        for await _ in drained {}
    }

    private func deliveredCount(of sink: String) -> Int {
        rows(of: sink).firstIndex { !$0.isDelivered } ?? rows(of: sink).count
    }

    /// The next time nothing waits, `title` comes in just after the look, and `wake` is called.
    func addAfterEmptyLook(_ title: String, for sink: String, wake: @escaping @Sendable () -> Void) {
        afterEmpty = { [weak self] in
            self?.assumeIsolated { try? $0.add([title], for: sink) }
            wake()
        }
    }

    static func alert(_ row: Row) -> Alert {
        .sample(id: String(format: "%016llx", row.id), title: row.title)
    }

    // MARK: Outbox

    func waiting(
        for sink: String, limit: Int, now: Timestamp
    ) throws -> (deliveries: [Delivery], nextAttempt: Timestamp?) {
        let rows = rows(of: sink)
        var head = heads[sink, default: 0]
        while head < rows.count, rows[head].isDelivered { head += 1 }
        heads[sink] = head
        guard head < rows.count else {
            afterEmpty.take()?()
            return ([], nil)
        }
        if let next = rows[head].nextAttempt, next > now.seconds { return ([], Timestamp(seconds: next)) }
        largestBatch = max(largestBatch, limit)
        return (
            rows[head...].lazy.filter { !$0.isDelivered }.prefix(limit).map {
                Delivery(id: $0.id, sink: sink, alert: Self.alert($0), attempts: $0.attempts)
            }, nil
        )
    }

    func delivered(_ ids: [Int64], to sink: String, at: Timestamp) throws {
        if isBroken { throw Broken() }
        for id in ids { state.rows[sink]?[Int(id)].isDelivered = true }
        state.intents[sink] = nil
        try save()
        for waiter in drainWaiters where waiter.sink == sink && deliveredCount(of: sink) >= waiter.count {
            waiter.done.finish()
        }
    }

    func failed(_ id: Int64, error: String, nextAttempt: Timestamp) throws {
        if isBroken { throw Broken() }
        for sink in state.rows.keys where state.rows[sink]?.indices.contains(Int(id)) == true {
            guard state.rows[sink]?[Int(id)].isDelivered == false else { continue }
            state.rows[sink]?[Int(id)].attempts += 1
            state.rows[sink]?[Int(id)].error = error
            state.rows[sink]?[Int(id)].nextAttempt = nextAttempt.seconds
        }
        try save()
    }

    func expire(_ sink: String, queuedBefore moment: Timestamp, limit: Int, at: Timestamp) throws -> Int {
        if isBroken { throw Broken() }
        let expired = rows(of: sink).filter { !$0.isDelivered }.prefix(limit).prefix { $0.queued < moment.seconds }
        for row in expired { state.rows[sink]?[Int(row.id)].isDelivered = true }
        self.expired += expired.map(\.title)
        try save()
        return expired.count
    }

    func intend(_ append: FileAppend) throws {
        state.intents[append.sink] = Intent(
            inode: append.inode, offset: append.offset, length: append.length, sha256: append.sha256,
            deliveries: append.deliveries)
        try save()
    }

    func intent(of sink: String) -> FileAppend? {
        state.intents[sink].map {
            FileAppend(
                sink: sink, inode: $0.inode, offset: $0.offset, length: $0.length, sha256: $0.sha256,
                deliveries: $0.deliveries)
        }
    }

    private func save() throws {
        guard let file else { return }
        try JSONEncoder().encode(state).write(to: file, options: .atomic)
    }
}
