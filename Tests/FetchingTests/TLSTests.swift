// SPDX-License-Identifier: Apache-2.0

import Fetching
import Glibc
import Model
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)), .enabled(if: TLSServer.isPossible, "/usr/bin/openssl is not there"))
struct TLSTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try TLSServer.makeCertificates(in: folder)
    }

    private func outcome(_ certificate: String, caFile: String?) async throws -> FetchOutcome {
        let server = try TLSServer.start(certificate, in: folder)
        defer { server.stop() }
        return await Fetcher.sample(FetchLimits(timeout: .seconds(30), caFile: caFile)).fetch(server.url)
    }

    @Test func `a certificate of a trusted authority is accepted`() async throws {
        #expect(try await outcome("good", caFile: folder.path("ca.pem")).document != nil)
    }

    @Test func `the ways in which a certificate can fail are told apart`() async throws {
        let cases: [(String, String?, FetchFailure.Kind)] = [
            ("expired", "ca.pem", .tlsExpired), ("other", "ca.pem", .tlsWrongHost),
            ("selfsigned", "ca.pem", .tlsUnknownIssuer), ("good", nil, .tlsUnknownIssuer),
        ]
        for (certificate, authority, kind) in cases {
            let failure = try await outcome(certificate, caFile: authority.map { folder.path($0) }).failure
            #expect(failure?.kind == kind, "\(certificate): \(failure?.message ?? "no failure")")
            #expect(failure?.message.contains("TLS: certificate") == true)
        }
    }

    @Test func `a trust file that is not there trusts nobody`() async throws {
        #expect(try await outcome("good", caFile: folder.path("none.pem")).failure?.kind == .tls)
    }

    @Test func `a client certificate is shown to the feed's own server`() async throws {
        let server = try TLSServer.start("good", in: folder, "-www", "-verify", "1")
        defer { server.stop() }
        let files = CertificateFiles(certificate: folder.path("selfsigned.pem"), key: folder.path("selfsigned.key"))
        let fetcher = Fetcher.sample(FetchLimits(caFile: folder.path("ca.pem")))
        for (certificate, isShown) in [(files, true), (nil, false)] {
            let request = FetchRequest(
                url: server.url, allowsPrivateAddress: true, asking: Asking(certificate: certificate))
            let document = try #require(await fetcher.fetch(request).document)
            let page = String(decoding: document.body, as: UTF8.self)
            #expect(page.contains("no client certificate available") == !isShown, "\(page)")
        }
    }

    @Test func `a client certificate is not shown where a redirect leads`() async throws {
        let target = try TLSServer.start("good", in: folder, "-www", "-verify", "1")
        defer { target.stop() }
        try folder.write("HTTP/1.0 302 Found\r\nLocation: \(target.url)\r\nContent-Length: 0\r\n\r\n", to: "moved")
        let home = try TLSServer.start("good", in: folder, "-HTTP")
        defer { home.stop() }
        let files = CertificateFiles(certificate: folder.path("selfsigned.pem"), key: folder.path("selfsigned.key"))
        let request = FetchRequest(
            url: home.url + "moved", allowsPrivateAddress: true, asking: Asking(certificate: files))
        let fetcher = Fetcher.sample(FetchLimits(caFile: folder.path("ca.pem")))
        let document = try #require(await fetcher.fetch(request).document)
        #expect(String(decoding: document.body, as: UTF8.self).contains("no client certificate available"))
    }

    @Test func `a certificate that is not there is named`() async throws {
        let files = CertificateFiles(certificate: folder.path("none.pem"), key: folder.path("none.key"))
        let request = FetchRequest(url: "https://127.0.0.1:1/", asking: Asking(certificate: files))
        let failure = try #require(await Fetcher.sample().fetch(request).failure)
        #expect(
            failure.kind == .credentials
                && failure.message.contains("client_certificate: file: \(folder.path("none.pem"))"))
    }

    @Test func `a proxy may be spoken to by TLS, and is verified like a server`() async throws {
        let proxy = try TLSServer.start("good", in: folder)
        defer { proxy.stop() }
        let request = FetchRequest(
            url: "http://feed.example/", proxy: .through(url: "https://127.0.0.1:\(proxy.port)", credentials: nil))
        let trusting = Fetcher.sample(FetchLimits(timeout: .seconds(20), caFile: folder.path("ca.pem")))
        #expect(await trusting.fetch(request).document != nil)
        #expect(await Fetcher.sample().fetch(request).failure?.kind == .tlsUnknownIssuer)
    }

    @Test func `HTTP 2 where the server speaks it, all feeds of a host over one connection`() async throws {
        let server = try HTTP2Server("good", in: folder)
        defer { server.stop() }
        let fetcher = Fetcher.sample(FetchLimits(timeout: .seconds(20), caFile: folder.path("ca.pem")))
        for _ in 1...2 { #expect(await fetcher.fetch(server.url).document?.body == Array("<rss>".utf8)) }
        await withTaskGroup { group in
            for _ in 1...3 { group.addTask { #expect(await fetcher.fetch(server.url).document != nil) } }
        }
        #expect(server.streams == [1, 3, 5, 7, 9])
    }

    @Test func `the authorities are read once, not for each connection`() async throws {
        let server = try TLSServer.start("good", in: folder)
        defer { server.stop() }
        let watch = inotify_init1(Int32(O_NONBLOCK))
        defer { close(watch) }
        inotify_add_watch(watch, folder.path("ca.pem"), UInt32(IN_OPEN))
        let fetcher = Fetcher.sample(FetchLimits(caFile: folder.path("ca.pem")))
        var opened: [Bool] = []
        for _ in 1...4 {
            #expect(await fetcher.fetch(server.url).document != nil)
            var events = [UInt8](repeating: 0, count: 4_096)
            // Taken each time: equal events that wait become one.
            opened.append(read(watch, &events, events.count) > 0)
        }
        #expect(opened == [true, false, false, false])
    }
}
