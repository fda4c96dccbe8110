// SPDX-License-Identifier: Apache-2.0

package import Model

/// The deliveries that wait, as the store keeps them: what is committed here survives a kill at any point.
///
/// `Watching` gives the store this shape. A sink's rows are its own; no call for one waits on another sink.
package protocol Outbox: Sendable {
    /// The first `limit` deliveries of a sink in order. Empty when none waits or while the first is backing off, then with
    /// the moment its next attempt is due.
    func waiting(
        for sink: String, limit: Int, now: Timestamp
    ) async throws -> (deliveries: [Delivery], nextAttempt: Timestamp?)

    /// The deliveries arrived. Also forgets the sink's `FileAppend`.
    func delivered(_ ids: [Int64], to sink: String, at: Timestamp) async throws

    /// The delivery was tried and failed; counts the attempt.
    func failed(_ id: Int64, error: String, nextAttempt: Timestamp) async throws

    /// Gives up the first deliveries of a sink that began to wait before a moment, at most `limit`; returns how many. Fewer
    /// than `limit` means that no older one is left.
    func expire(_ sink: String, queuedBefore: Timestamp, limit: Int, at: Timestamp) async throws -> Int

    /// Writes down what a file sink is about to append, in place of what it wrote down before.
    func intend(_ append: FileAppend) async throws

    /// What the sink wrote down and has not marked as delivered.
    func intent(of sink: String) async throws -> FileAppend?
}
