// SPDX-License-Identifier: Apache-2.0
// From a name to a connection: look-ups are kept for a while, and an address that does not answer holds up no other.

import Fetching
import Glibc
import Model
import TestServing
import Testing

@Suite(.timeLimit(.minutes(1))) struct LookupTests {
    private let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n<rss>".utf8)

    @Test func `a name is looked up once for several connections`() async throws {
        let server = try #require(RawServer(.send(answer)))
        Resolver.set("cached.lookup", to: [["127.0.0.1"]])
        let fetcher = Fetcher.sample(.small)
        for _ in 1...3 { #expect(await fetcher.fetch("http://cached.lookup:\(server.port)/").document != nil) }
        #expect(server.connections == 3 && Resolver.lookups(of: "cached.lookup") == 1)
        server.stop()
    }

    @Test func `where IPv6 does not answer IPv4 is tried soon`() async throws {
        let server = try #require(RawServer(.send(answer)))
        guard let deaf = DeafListener(port: server.port) else { return server.stop() }
        Resolver.set("dual.lookup", to: [["::1", "127.0.0.1"]])
        let limits = FetchLimits(connectTimeout: .seconds(30), timeout: .seconds(40), lowSpeedTime: .seconds(30))
        let start = ContinuousClock.now
        #expect(await Fetcher.sample(limits).fetch("http://dual.lookup:\(server.port)/").document != nil)
        #expect(ContinuousClock.now - start < .seconds(15))
        deaf.stop()
        server.stop()
    }
}

/// A port of ::1 whose queue is full, so that the next who knocks there waits.
private struct DeafListener {
    private let sockets: [Int32]

    /// `nil` without IPv6.
    init?(port: Int) {
        var address = sockaddr_in6(
            sin6_family: sa_family_t(AF_INET6), sin6_port: in_port_t(port).bigEndian, sin6_flowinfo: 0,
            sin6_addr: in6addr_loopback, sin6_scope_id: 0)
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let all = (0..<4).map { _ in socket(AF_INET6, kind, 0) }
        sockets = all
        let isListening = withUnsafeBytes(of: &address) { bytes in
            guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                bind(all[0], pointer, socklen_t(bytes.count)) == 0, listen(all[0], 0) == 0
            else { return false }
            for knocking in all.dropFirst() { _ = connect(knocking, pointer, socklen_t(bytes.count)) }
            return true
        }
        guard isListening else {
            stop()
            return nil
        }
    }

    func stop() {
        for socket in sockets { close(socket) }
    }
}
