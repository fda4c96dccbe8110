// SPDX-License-Identifier: Apache-2.0

import Alerting
import Dispatching
import Foundation
import Model
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct AlertDispatcherTests {
    private let outbox = TestOutbox()

    @Test func `delivers to every sink in order what waited at the start and what comes`() async throws {
        let sinks = [TestSink("log"), TestSink("jsonl")]
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: sinks)
        try await outbox.add(["one", "two"], for: "log", "jsonl")
        dispatcher.wake()
        try await outbox.add(["three"], for: "log", "jsonl")
        dispatcher.wake()
        for sink in sinks {
            await outbox.drained(sink.name)
            #expect(await sink.told == ["one", "two", "three"])
        }
        await dispatcher.stop()
    }

    @Test func `what comes just after a look that found nothing is not left lying`() async throws {
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: [TestSink("log")])
        try await outbox.add(["one"], for: "log")
        await outbox.addAfterEmptyLook("two", for: "log") { dispatcher.wake() }
        dispatcher.wake()
        await outbox.drained("log", count: 2)
        #expect(await outbox.rows(of: "log").map(\.isDelivered) == [true, true])
        await dispatcher.stop()
    }

    @Test func `sinks that block delay nobody else, and stopping does not wait for them`() async throws {
        let gates = [Gate(), Gate(), Gate()]
        let blocked = gates.enumerated().map { TestSink("blocked\($0.offset)", gate: $0.element) }
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: blocked + [TestSink("log")])
        try await outbox.add(["one"], for: "blocked0", "blocked1", "blocked2", "log")
        dispatcher.wake()
        for gate in gates { await gate.isHolding() }
        await outbox.drained("log")
        try await outbox.add(["two"], for: "log")
        dispatcher.wake()
        await outbox.drained("log")
        await dispatcher.ping()

        let took = await ContinuousClock().measure { await dispatcher.stop() }
        #expect(took < .milliseconds(1_500))
        #expect(await outbox.rows(of: "blocked0").allSatisfy { !$0.isDelivered })
        for gate in gates { gate.open() }
    }

    @Test func `a batch in hand is finished and marked before stop returns`() async throws {
        let sink = TestSink("log")
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: [sink])
        try await outbox.add(["one"], for: "log")
        dispatcher.wake()
        await dispatcher.ping()
        await dispatcher.stop()
        let told = await sink.told.count
        #expect(await outbox.rows(of: "log").filter(\.isDelivered).count == told)
        try await outbox.add(["late"], for: "log")
        dispatcher.wake()
        await dispatcher.ping()
        #expect(await sink.told.count == told)
    }

    @Test func `what a sink refuses waits, is tried again by itself and comes in order`() async throws {
        let sink = TestSink("log", refusals: 1)
        let (reports, continuation) = AsyncStream<DispatchReport>.makeStream()
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: [sink], jitter: { 0 }) { continuation.yield($0) }
        try await outbox.add(["one", "two"], for: "log")
        dispatcher.wake()
        await outbox.drained("log")
        #expect(await sink.told == ["one", "two"])
        let row = await outbox.rows(of: "log")[0]
        #expect(row.attempts == 1)
        #expect(row.error == "send to log: refused")
        var changes = reports.makeAsyncIterator()
        #expect(await changes.next() == .failing(sink: "log", error: "send to log: refused"))
        #expect(await changes.next() == .recovered(sink: "log"))
        await dispatcher.stop()
    }

    @Test func `a clock that was set back does not prolong the wait`() async throws {
        let time = ManualClock()
        let sink = TestSink("log", refusals: 1)
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: [sink], clock: time.clock)
        try await outbox.add(["one"], for: "log")
        #expect(await dispatcher.flushOnce().failed == 1)
        time.advance(by: -2 * 86_400)
        dispatcher.wake()
        await outbox.drained("log")
        #expect(await sink.told == ["one"])
        await dispatcher.stop()
    }

    @Test func `an outbox that fails is trouble of its own and passes`() async throws {
        let (reports, continuation) = AsyncStream<DispatchReport>.makeStream()
        let dispatcher = AlertDispatcher(
            outbox: outbox, sinks: [TestSink("log")], jitter: { 0 }
        ) { continuation.yield($0) }
        try await outbox.add(["one"], for: "log")
        await outbox.set(isBroken: true)
        dispatcher.wake()
        var changes = reports.makeAsyncIterator()
        #expect(await changes.next() == .outboxFailing(sink: "log", error: "Broken()"))
        #expect(await dispatcher.troubles == ["log": "Broken()"])
        await outbox.set(isBroken: false)
        await outbox.drained("log")
        #expect(await changes.next() == .recovered(sink: "log"))
        await dispatcher.stop()
    }

    @Test func `what waits for longer than a sink wants is given up and said, and the rest goes out`() async throws {
        let time = ManualClock()
        let sink = TestSink("hook", refusals: 1, expiry: .seconds(3_600))
        let (reports, continuation) = AsyncStream<DispatchReport>.makeStream()
        let dispatcher = AlertDispatcher(
            outbox: outbox, sinks: [sink, TestSink("log")], clock: time.clock, jitter: { 0 }
        ) { continuation.yield($0) }
        let start = Timestamp(seconds: time.clock.seconds)
        try await outbox.add((0..<1_100).map { "old \($0)" }, at: start, for: "hook")
        try await outbox.add(["new"], at: start + .seconds(3_000), for: "hook")
        time.advance(by: 3_600)
        #expect(await dispatcher.flushOnce().failed == 1)
        #expect(await outbox.expired.isEmpty)
        time.advance(by: 1)
        #expect(await dispatcher.flushOnce() == FlushSummary(delivered: 1))
        #expect(await outbox.expired.count == 1_100)
        #expect(await sink.told == ["new"])
        var changes = reports.makeAsyncIterator()
        #expect(await changes.next() == .failing(sink: "hook", error: "send to hook: refused"))
        #expect(await changes.next() == .expired(sink: "hook", count: 1_100))
        #expect(await changes.next() == .recovered(sink: "hook"))
        await dispatcher.stop()
    }

    @Test func `a sink without an expiry keeps its alerts for years`() async throws {
        let time = ManualClock()
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: [TestSink("log")], clock: time.clock)
        try await outbox.add(["one"], for: "log")
        time.advance(by: 20 * 365 * 86_400)
        #expect(await dispatcher.flushOnce() == FlushSummary(delivered: 1))
        await dispatcher.stop()
    }

    @Test func `one pass tries each sink once, retry times aside, and counts`() async throws {
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: [TestSink("log", refusals: 2), TestSink("jsonl")])
        try await outbox.add(["one", "two", "three"], for: "log", "jsonl")
        let first = await dispatcher.flushOnce()
        #expect(first == FlushSummary(delivered: 3, failures: ["log": "send to log: refused"]))
        #expect(await dispatcher.flushOnce() == FlushSummary(delivered: 0, failures: ["log": "send to log: refused"]))
        #expect(await dispatcher.flushOnce() == FlushSummary(delivered: 3))
        await dispatcher.stop()
    }

    @Test func `one pass does not wait for a sink that does not answer`() async throws {
        let gate = Gate()
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: [TestSink("stuck", gate: gate), TestSink("log")])
        try await outbox.add(["one"], for: "stuck", "log")
        let summary = await dispatcher.flushOnce(stallLimit: .seconds(1))
        #expect(summary == FlushSummary(delivered: 1, failures: ["stuck": "stuck: does not answer"]))
        gate.open()
        await dispatcher.stop()
    }

    @Test func `a sink that takes another's place waits for its batch`() async throws {
        let gate = Gate()
        let (old, new) = (TestSink("log", gate: gate), TestSink("log"))
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: [old])
        try await outbox.add(["one", "two"], for: "log")
        dispatcher.wake()
        await gate.isHolding()
        await dispatcher.replace(sinks: [new])
        try await outbox.add(["three"], for: "log")
        dispatcher.wake()
        await dispatcher.ping()
        #expect(await new.told == [])
        gate.open()
        await outbox.drained("log")
        #expect(await old.told == ["one", "two"])
        #expect(await new.told == ["three"])
        await dispatcher.stop()
    }

    @Test func `a hundred thousand waiting go out in order, a batch at a time`() async throws {
        let folder = try TemporaryDirectory()
        let all = (0..<100_000).map { "alert number \($0)" }
        try await outbox.add(all, for: "log")
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: [FileSink.log(path: folder.path("alerts.log"))])
        let turns = dispatcher.progress.count
        #expect(await dispatcher.flushOnce() == FlushSummary(delivered: 100_000))
        #expect(await outbox.largestBatch == 64)
        #expect(dispatcher.progress.count - turns >= 100_000 / 64)
        let isSame = titles(in: folder.path("alerts.log")) == all
        #expect(isSame)
    }
}
