// SPDX-License-Identifier: Apache-2.0

import Model

/// One sink's place in the dispatcher; only touched on the dispatcher's queue.
final class SinkWorker {
    let sink: any AlertSink
    /// The delivery that runs now.
    var task: Task<Void, Never>?
    /// The last delivery of the sink this one took the place of: to be waited for.
    var predecessor: Task<Void, Never>?
    /// Something was committed since the running delivery last looked.
    var isWoken = false
    /// The next look at the outbox takes what is backing off as well.
    var ignoresRetryTimes = false
    /// Ends after the batch in hand.
    var isStopped = false
    /// When to look again without being woken.
    var due: Timestamp?
    /// Why it takes nothing at present; `nil` when it works.
    var trouble: String?
    /// Failures of the outbox itself in a row.
    var outboxFailures = 0
    var delivered = 0

    init(_ sink: any AlertSink) {
        self.sink = sink
    }

    var name: String { sink.name }

    /// Takes the place of `earlier`, which may still run.
    func follow(_ earlier: SinkWorker) {
        predecessor = earlier.task ?? earlier.predecessor ?? predecessor
        trouble = earlier.trouble
    }
}
