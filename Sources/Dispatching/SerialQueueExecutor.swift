// SPDX-License-Identifier: Apache-2.0
// An actor that runs on a Dispatch queue of its own: blocking calls (SQLite, fsync) stay off the cooperative pool.

package import Dispatch

/// Runs an actor's jobs one after another on a named serial queue.
///
/// `DispatchSerialQueue`, which is an executor by itself on Apple's systems, does not exist on Linux.
/// Give an actor `nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }`.
package final class SerialQueueExecutor: SerialExecutor {
    package let queue: DispatchQueue

    /// `label` is the name of the queue in debuggers and watchdog messages.
    package init(label: String) {
        queue = DispatchQueue(label: label)
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    package func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}
