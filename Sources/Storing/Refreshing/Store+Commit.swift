// SPDX-License-Identifier: Apache-2.0
// The way of a refresh into the database, and the only place where a transaction of refreshes begins and ends.

import Dispatch
import Dispatching
import GRDB
import Synchronization

extension Store {
    /// Stores a refresh whole and returns when it is committed (`synchronous=NORMAL`: safe from the death of the
    /// process; the last commits may be lost, not torn, with the machine's power).
    ///
    /// `placing` is called on the store's queue, inside the transaction, once for each fresh entry with drafts, in
    /// order; should the transaction fail, it will be called again for the same entries when the feed is polled next.
    /// Throws what failed for every refresh of the shared transaction, of which nothing remains.
    package nonisolated func commit(
        _ refresh: Refresh, placing: @escaping Placing
    ) async throws(StoreError) -> CommitSummary {
        let result = await withCheckedContinuation { waiter in
            let item = CommitQueue.Item(refresh: refresh, placing: placing, waiter: waiter)
            schedule(waiting.withLock { $0.append(item) })
        }
        return try result.get()
    }

    /// A poll state alone can wait for others: by itself it would cost as much as fifty that share a transaction.
    private static let patience = DispatchTimeInterval.milliseconds(2)

    /// Behind the calls that are on the queue already, so that they join the transaction.
    private nonisolated func schedule(_ drain: CommitQueue.Drain) {
        let work = { @Sendable in self.assumeIsolated { store in store.drain() } }
        switch drain {
        case .atOnce: executor.queue.async(execute: work)
        case .soon: executor.queue.asyncAfter(deadline: .now() + Self.patience, execute: work)
        case .isPlanned: break
        }
    }

    private func drain() {
        turn()
        let (batch, next) = waiting.withLock { $0.takeBatch() }
        guard !batch.isEmpty else { return }
        schedule(next)
        for (item, result) in zip(batch, results(of: batch)) {
            item.waiter.resume(returning: result)
        }
        // The refreshes are safe already; a checkpoint that fails is tried again after the next ones.
        try? checkpoints.runIfDue(on: database)
    }

    /// A transaction that failed for what is in it, not for the disk, is tried again refresh by refresh, so that one that
    /// cannot be stored takes no other with it.
    private func results(of batch: [CommitQueue.Item]) -> [Result<CommitSummary, StoreError>] {
        switch commit(batch) {
        case .success(let summaries): summaries.map { .success($0) }
        case .failure(let error) where batch.count == 1 || error.isOfTheMachine:
            batch.map { _ in .failure(error) }
        case .failure: batch.map { item in commit([item]).map { $0[0] } }
        }
    }

    private func commit(_ batch: [CommitQueue.Item]) -> Result<[CommitSummary], StoreError> {
        do {
            let (summaries, writer) = try write(batch)
            FaultPoint.afterCommit.reached()
            (nextEntry, feedRows) = (writer.nextEntry, writer.feedRows)
            for item in batch { checkpoints.note(item.refresh) }
            return .success(summaries)
        } catch {
            return .failure(failure(of: "commit", error))
        }
    }

    private func write(_ batch: [CommitQueue.Item]) throws -> ([CommitSummary], RefreshWriter) {
        try database.writeWithoutTransaction { db in
            var writer = try RefreshWriter(db, nextEntry: nextEntry, feedRows: feedRows)
            var summaries: [CommitSummary] = []
            try db.inTransaction(.immediate) {
                for item in batch {
                    summaries.append(try writer.write(item.refresh, placing: item.placing))
                    FaultPoint.insideTransaction.reached()
                }
                return .commit
            }
            return (summaries, writer)
        }
    }
}
