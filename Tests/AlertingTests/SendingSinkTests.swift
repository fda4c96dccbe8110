// SPDX-License-Identifier: Apache-2.0
// Alerts over real HTTP, to a receiver that fails, asks for patience, or leads astray.

import Crypto
import Dispatching
import Foundation
import Model
import Synchronization
import TestServing
import TestSupport
import Testing

@testable import Alerting

@Suite(.timeLimit(.minutes(1)))
struct SendingSinkTests {
    @Test func `a webhook is signed so that the receiver can verify it by the published standard`() async throws {
        let server = try await MessageServer.start()
        let outbox = TestOutbox()
        try await outbox.add(["Ein \u{202E}„Titel“\n\"quoted\" 中"], for: "hook")
        #expect(await flush(hook(server.url("/alerts")), outbox) == FlushSummary(delivered: 1))
        let message = try #require(server.messages.first)
        #expect(message.method == "POST" && message.path == "/alerts")
        #expect(message.fields["content-type"] == "application/json; charset=utf-8")
        #expect(message.fields["user-agent"] == "feedwatch-tests")
        let row = await outbox.rows(of: "hook")[0]
        #expect(message.text == AlertLine.json(TestOutbox.alert(row)))
        #expect(try verify(message))
        #expect(message.fields["webhook-id"] == TestOutbox.alert(row).id)
        #expect(message.fields["idempotency-key"] == "\"\(TestOutbox.alert(row).id)\"")
        await server.stop()
    }

    @Test func `a receiver that fails a third of the time gets every alert, in order, each under one id`() async throws
    {
        let server = try await MessageServer.start { _, number in .init(number % 3 == 1 ? 503 : 200) }
        let outbox = TestOutbox()
        let all = (0..<40).map { "alert \($0)" }
        try await outbox.add(all, for: "hook")
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: [hook(server.url())])
        while await dispatcher.flushOnce().failed > 0 {}
        var seen: Set<String> = []
        let messages = server.messages
        #expect(messages.count > all.count)
        let first = messages.filter { seen.insert($0.fields["webhook-id"] ?? "").inserted }
        #expect(try first.map { try title(of: $0) } == all)
        #expect(try messages.allSatisfy { try verify($0) })
        await dispatcher.stop()
        await server.stop()
    }

    @Test func `a receiver that is back after six hours was asked seldom, and gets all in order, one at a time`()
        async throws
    {
        let receiver = Receiver()
        let server = try await MessageServer.start { _, _ in .init(await receiver.status()) }
        let time = ManualClock()
        let outbox = TestOutbox()
        let all = (0..<300).map { "alert \($0)" }
        try await outbox.add(all, for: "hook")
        let dispatcher = AlertDispatcher(
            outbox: outbox, sinks: [hook(server.url())], clock: time.clock, jitter: { 0 })
        // Each minute something is committed, and the sinks look.
        for _ in 1...360 {
            let turns = dispatcher.progress.count
            dispatcher.wake()
            while dispatcher.progress.count == turns { try await Task.sleep(for: .milliseconds(5)) }
            _ = await dispatcher.becomesIdle(within: .seconds(10))
            time.advance(by: 60)
        }
        let asked = server.messages.count
        #expect((60...90).contains(asked), "\(asked)")

        receiver.isDown.store(false, ordering: .relaxed)
        time.advance(by: 300)
        dispatcher.wake()
        await outbox.drained("hook")
        let later = server.messages.dropFirst(asked)
        #expect(try later.map { try title(of: $0) } == all)
        #expect(receiver.most.load(ordering: .relaxed) == 1)
        await dispatcher.stop()
        await server.stop()
    }

    @Test func `a crash repeats at most the alert in flight, with the same id`() async throws {
        let server = try await MessageServer.start()
        let folder = try TemporaryDirectory()
        try await TestOutbox(folder: folder.path).add(["one", "two", "three"], for: "hook")
        let url = server.url()
        for fault in ["kill@after-send:2", "kill@after-mark:1"] {
            await kill(at: fault, in: folder.path, url)
        }
        #expect(await flush(hook(url), TestOutbox(folder: folder.path)).failures == [:])
        #expect(try server.messages.map { try title(of: $0) } == ["one", "two", "two", "three"])
        #expect(server.messages[1].fields["webhook-id"] == server.messages[2].fields["webhook-id"])
        await server.stop()
    }

    @Test(arguments: [
        (301, "redirects are not followed"), (401, "the secret is not accepted"), (404, "there is no such address"),
        (500, "HTTP 500: out of order"),
    ])
    func `what is not taken waits first in its line, and the reason is said without the secret`(
        status: Int, words: String
    ) async throws {
        let server = try await MessageServer.start { _, _ in
            .init(status, fields: [("Location", "/elsewhere")], body: "out of order")
        }
        let outbox = TestOutbox()
        try await outbox.add(["one", "two"], for: "room")
        let url = server.url("/hooks/T0K3N")
        let sink = SendingSink(name: "room") { () throws(SendFailure) in
            HTTPSender(SlackFormat(url: url, template: nil), options: .tests, over: SinkTransport())
        }
        let error = try #require(await flush(sink, outbox).failures["room"])
        #expect(error.hasPrefix("send to \(server.url()): HTTP \(status)"))
        #expect(error.contains(words))
        #expect(!error.contains("T0K3N"))
        #expect(server.messages.map(\.path) == ["/hooks/T0K3N"])
        #expect(await outbox.rows(of: "room").map(\.isDelivered) == [false, false])
        await server.stop()
    }

    @Test func `a refusal that is no text is not shown`() async throws {
        let server = try await MessageServer.start { _, _ in .init(502, body: "\u{0}PNG\u{1A}\u{2}") }
        let outbox = TestOutbox()
        try await outbox.add(["one"], for: "push")
        let address = server.url()
        let sink = SendingSink(name: "push") { () throws(SendFailure) in
            HTTPSender(
                GotifyFormat(server: address, token: "AbCdEf", template: nil), options: .tests, over: SinkTransport())
        }
        #expect(
            await flush(sink, outbox).failures["push"] == "send to \(address): HTTP 502: (an answer that is no text)")
        await server.stop()
    }

    @Test func `a secret that the server repeats is not shown`() async throws {
        let server = try await MessageServer.start { message, _ in
            .init(400, body: "unknown token " + (message.fields["x-gotify-key"] ?? ""))
        }
        let outbox = TestOutbox()
        try await outbox.add(["one"], for: "push")
        let address = server.url()
        let sink = SendingSink(name: "push") { () throws(SendFailure) in
            HTTPSender(
                GotifyFormat(server: address, token: "AbCdEf", template: nil), options: .tests, over: SinkTransport())
        }
        #expect(await flush(sink, outbox).failures["push"] == "send to \(address): HTTP 400: unknown token ***")
        await server.stop()
    }

    @Test func `Retry-After is kept to, as far as five minutes`() async throws {
        let server = try await MessageServer.start { _, number in
            .init(429, fields: [("Retry-After", number == 0 ? "100" : "86400")])
        }
        let outbox = TestOutbox()
        let time = ManualClock()
        try await outbox.add(["one"], for: "hook")
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: [hook(server.url())], clock: time.clock)
        for expected in [100, 300] as [Int64] {
            #expect(await dispatcher.flushOnce().failed == 1)
            #expect(await outbox.rows(of: "hook")[0].nextAttempt == time.clock.seconds + expected)
        }
        await dispatcher.stop()
        await server.stop()
    }

    @Test func `a server that is down for an hour delays no other sink, and gets everything in order when it is back`()
        async throws
    {
        let isDown = Mutex(true)
        let server = try await MessageServer.start { _, _ in .init(isDown.withLock { $0 } ? 503 : 200) }
        let outbox = TestOutbox()
        let time = ManualClock()
        let log = TestSink("log")
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: [hook(server.url()), log], clock: time.clock)
        for minute in 0..<60 {
            try await outbox.add(["alert \(minute)"], for: "hook", "log")
            dispatcher.wake()
            await outbox.drained("log")
            time.advance(by: 60)
        }
        let all = (0..<60).map { "alert \($0)" }
        #expect(await log.told == all)
        let waiting = await outbox.rows(of: "hook")
        #expect(waiting.allSatisfy { !$0.isDelivered } && waiting.dropFirst().allSatisfy { $0.attempts == 0 })
        // From one second apart to five minutes: not once a minute.
        #expect((1...24).contains(waiting[0].attempts), "\(waiting[0].attempts)")

        isDown.withLock { $0 = false }
        while await dispatcher.flushOnce().failed > 0 {}
        #expect(try server.messages.suffix(60).map { try title(of: $0) } == all)
        await dispatcher.stop()
        await server.stop()
    }

    @Test func `a server on a private network is told only where that is allowed`() async throws {
        let server = try await MessageServer.start()
        let outbox = TestOutbox()
        try await outbox.add(["one"], for: "hook")
        var options = HTTPSending.tests
        options.allowsPrivateAddress = false
        let error = await flush(hook(server.url(), options), outbox).failures["hook"]
        #expect(error?.contains("allow_private: true permits") == true)
        #expect(server.messages.isEmpty)
        await server.stop()
    }

    @Test func `a server that does not answer fails in time`() async throws {
        let server = try await MessageServer.start { _, _ in
            try await Task.sleep(for: .seconds(3_600))
            return .init()
        }
        let outbox = TestOutbox()
        try await outbox.add(["one"], for: "hook")
        var options = HTTPSending.tests
        options.timeout = .seconds(1)
        let took = await ContinuousClock().measure {
            #expect(await flush(hook(server.url(), options), outbox).failed == 1)
        }
        #expect(took < .seconds(5))
        await server.stop()
    }

    @Test func `a secret that was exchanged in its file is taken without a reload`() async throws {
        let server = try await MessageServer.start()
        let outbox = TestOutbox()
        let folder = try TemporaryDirectory()
        let (address, path) = (server.url(), folder.path("token"))
        let sink = SendingSink(name: "push") { () throws(SendFailure) in
            let token = try SecretFile(path, key: "token_file").read()
            return HTTPSender(
                GotifyFormat(server: address, token: token, template: nil), options: .tests, over: SinkTransport())
        }
        try await outbox.add(["one", "two"], for: "push")
        #expect(await flush(sink, outbox).failures["push"] == "token_file \(path): No such file or directory")
        try folder.write("first\n", to: "token")
        #expect(await flush(sink, outbox).delivered == 2)
        try folder.write("  second \nand a comment\n", to: "token")
        try await outbox.add(["three"], for: "push")
        #expect(await flush(sink, outbox).delivered == 1)
        #expect(server.messages.map { $0.fields["x-gotify-key"] } == ["first", "first", "second"])
        await server.stop()
    }

    private func kill(at fault: String, in folder: String, _ url: String) async {
        await #expect(processExitsWith: .signal(SIGKILL)) { [fault, folder, url] in
            setenv("FEEDWATCH_FAULT", fault, 1)
            _ = await flush(hook(url), TestOutbox(folder: folder))
        }
    }

    private func title(of message: MessageServer.Message) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(message.body)) as? [String: Any]
        return object?["title"] as? String ?? ""
    }

    /// As a receiver does it, from the specification.
    private func verify(_ message: MessageServer.Message) throws -> Bool {
        let key = SymmetricKey(data: Data((0..<32).map { UInt8($0) }))
        let (id, time) = (message.fields["webhook-id"] ?? "", message.fields["webhook-timestamp"] ?? "")
        let code = HMAC<SHA256>.authenticationCode(for: Data("\(id).\(time).".utf8) + message.body, using: key)
        return message.fields["webhook-signature"] == "v1," + Data(code).base64EncodedString()
            && abs((Double(time) ?? 0) - Date().timeIntervalSince1970) < 60
    }
}

extension HTTPSending {
    static let tests = HTTPSending(
        timeout: .seconds(20), caFile: nil, allowsPrivateAddress: true, userAgent: "feedwatch-tests")
}

/// A webhook signed with the bytes 0 to 31.
/// A receiver that is down at first, and counts how many requests it is given at once.
private final class Receiver: Sendable {
    let isDown = Atomic(true)
    let most = Atomic(0)
    private let atOnce = Atomic(0)

    func status() async -> Int {
        most.max(atOnce.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
        await Task.yield()
        atOnce.subtract(1, ordering: .relaxed)
        return isDown.load(ordering: .relaxed) ? 503 : 200
    }
}

private func hook(_ url: String, _ options: HTTPSending = .tests) -> SendingSink {
    let transport = SinkTransport()
    return SendingSink(name: "hook") { () throws(SendFailure) in
        let secret = "whsec_" + Data((0..<32).map { UInt8($0) }).base64EncodedString()
        guard let format = WebhookFormat(url: url, secret: secret, token: nil) else { throw SendFailure("no secret") }
        return HTTPSender(format, options: options, over: transport)
    }
}

private func flush(_ sink: any AlertSink, _ outbox: TestOutbox) async -> FlushSummary {
    let dispatcher = AlertDispatcher(outbox: outbox, sinks: [sink])
    let summary = await dispatcher.flushOnce()
    await dispatcher.stop()
    return summary
}
