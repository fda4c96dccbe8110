// SPDX-License-Identifier: Apache-2.0
// Mails to a real server (aiosmtpd), read back by another library than the one that wrote them (Python's email).

import Foundation
import Model
import TestSupport
import Testing

@testable import Alerting

@Suite(.timeLimit(.minutes(2)))
struct MailTests {
    private let folder: TemporaryDirectory
    private let outbox = TestOutbox()

    init() throws {
        folder = try TemporaryDirectory()
    }

    @Test(.enabled(if: MailServerProcess.isPossible, MailServerProcess.missing), arguments: ["starttls", "smtps"])
    func `mails go by TLS with a name and a password, and come again when they were refused for now`(
        mode: String
    ) async throws {
        let server = try MailServerProcess(mode, folder, "refuse-every-third")
        let titles = ["Blinken in Beijing", "Ünïcödé 中文 \u{202E}x\r\nBcc: evil@example.org", ".\n.\r\n..dots", ""]
        try await outbox.add(titles, for: "mail")
        let sink = sink(server.url, user: "feedwatch", password: "pass word", ca: folder.path("good.pem"))
        let dispatcher = AlertDispatcher(outbox: outbox, sinks: [sink])
        var failures: [String] = []
        while case let summary = await dispatcher.flushOnce(), let failure = summary.failures["mail"] {
            failures.append(failure)
        }
        #expect(failures.count == 2 && failures.allSatisfy { $0.hasPrefix("mail over \(server.url): ") }, "\(failures)")
        let mails = try server.mails(titles.count)
        server.stop()
        #expect(mails.allSatisfy { $0.isEncrypted && $0.to == ["you@example.org", "me@example.org"] })
        #expect(
            mails.map(\.subject) == [
                "[us-china] Blinken in Beijing", "[us-china] Ünïcödé 中文 x Bcc: evil@example.org",
                "[us-china] . . ..dots",
                "[us-china]",
            ])
        #expect(mails.allSatisfy { $0.fields["bcc"] == nil && $0.fields["to"] == "you@example.org, me@example.org" })
        #expect(mails[0].fields["message-id"] == "<alert.0000000000000000@example.org>")
        #expect(Set(mails.map { $0.fields["references"] }) == ["<story.00112233445566ff@example.org>"])
        #expect(mails[0].fields["list-id"] == "<us-china.feedwatch.example.org>")
        #expect(mails[0].plain.hasPrefix("Blinken in Beijing\nExample News\nhttps://news.example/1\n\nus-china 1.70"))
        #expect(mails[1].html.contains("<a href=\"https://news.example/1\"><strong>Ünïcödé 中文 x Bcc"))
    }

    @Test(.enabled(if: MailServerProcess.isPossible, MailServerProcess.missing))
    func `a server that offers no TLS is told nothing, unless that is wanted`() async throws {
        let server = try MailServerProcess("plain", folder)
        try await outbox.add(["one"], for: "mail")
        let refused = await AlertDispatcher(outbox: outbox, sinks: [sink(server.url)]).flushOnce()
        #expect(refused.failed == 1)
        let clear = sink(server.url, requiresTLS: false)
        #expect(await AlertDispatcher(outbox: outbox, sinks: [clear]).flushOnce() == FlushSummary(delivered: 1))
        let mail = try server.mails(1)[0]
        server.stop()
        #expect(!mail.isEncrypted && mail.greeting == "example.org" && mail.from == "feedwatch@example.org")
    }

    @Test(.enabled(if: MailServerProcess.isPossible, MailServerProcess.missing))
    func `a wrong password and an unknown certificate are said, without the password`() async throws {
        let server = try MailServerProcess("smtps", folder)
        try await outbox.add(["one"], for: "mail")
        for (password, ca, words) in [
            ("wr0ng", folder.path("good.pem"), "denied"), ("pass word", nil, "unknown issuer"),
        ] {
            let sink = sink(server.url, user: "feedwatch", password: password, ca: ca)
            let error = try #require(await AlertDispatcher(outbox: outbox, sinks: [sink]).flushOnce().failures["mail"])
            #expect(error.contains(words) && !error.contains(password), "\(error)")
        }
        server.stop()
    }

    @Test(arguments: [
        (Int64(1_714_154_711), "Fri, 26 Apr 2024 18:05:11 +0000"), (0, "Thu, 1 Jan 1970 00:00:00 +0000"),
        (-1, "Wed, 31 Dec 1969 23:59:59 +0000"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
    ])
    func `a date in a mail has its weekday`(seconds: Int64, text: String) {
        #expect(Timestamp(seconds: seconds).mailDate == text)
    }

    @Test func `no line of a mail is too long and none is forged, whatever the title`() throws {
        let format = MailFormat(from: "a@b.example", recipients: ["c@d.example"], template: nil)
        for title in [
            String(repeating: "長", count: 3_000), "=?utf-8?Q?=0D=0ABcc:x?=", "a\r\n.\r\nMAIL FROM:<x>",
            "\u{2028}\u{85}x",
            String(repeating: "word ", count: 400),
        ] {
            let bytes = format.message(for: .sample(title: title), at: Alert.sample().seen)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(bytes.allSatisfy { $0 < 0x80 })
            let lines = text.components(separatedBy: "\r\n")
            #expect(lines.allSatisfy { $0.utf8.count <= 98 && !$0.contains("\n") && !$0.contains("\r") })
            let head = lines.prefix { !$0.isEmpty }
            #expect(head.allSatisfy { $0.hasPrefix(" ") || $0.contains(#/^[A-Z][A-Za-z-]*: /#) })
            #expect(!head.contains { $0.hasPrefix("Bcc") || $0.hasPrefix("MAIL") })
            #expect(!text.contains("=?utf-8?Q?"))
        }
    }

    @Test func `a template gives a mail of plain text alone`() throws {
        let template = try AlertTemplate(reading: "{title}\n{url}")
        let format = MailFormat(from: "a@b.example", recipients: ["c@d.example"], template: template)
        let text = String(decoding: format.message(for: .sample(), at: Alert.sample().seen), as: UTF8.self)
        #expect(!text.contains("multipart"))
        let body = try #require(text.components(separatedBy: "\r\n\r\n").last)
        let decoded = Data(base64Encoded: body, options: .ignoreUnknownCharacters).map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(decoded == "Blinken in Beijing\r\nhttps://news.example/1\r\n")
    }

    private func sink(
        _ url: String, user: String? = nil, password: String? = nil, ca: String? = nil, requiresTLS: Bool = true
    ) -> SendingSink {
        let format = MailFormat(
            from: "feedwatch@example.org", recipients: ["you@example.org", "me@example.org"], template: nil)
        let server = MailServer(
            url: url, requiresTLS: requiresTLS, user: user, password: password, timeout: .seconds(20), caFile: ca,
            allowsPrivateAddress: true)
        let transport = SinkTransport()
        return SendingSink(name: "mail") { () throws(SendFailure) in MailSender(format, to: server, over: transport) }
    }
}
