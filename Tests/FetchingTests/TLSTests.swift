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
        return await Fetcher.sample(FetchLimits(timeout: .seconds(10), caFile: caFile)).fetch(server.url)
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
