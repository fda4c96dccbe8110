// SPDX-License-Identifier: Apache-2.0

import Curl
import Fetching
import Model
import TestServing
import Testing

struct AddressScopeTests {
    @Test(arguments: [
        ("8.8.8.8", AddressScope.global), ("172.15.255.255", .global), ("172.32.0.0", .global), ("100.63.0.1", .global),
        ("100.128.0.1", .global), ("2606:4700::1111", .global), ("::ffff:8.8.8.8", .global),
        ("64:ff9b::8.8.8.8", .global), ("2002:808:808::1", .global), ("2001:4860::8888", .global),
        ("127.0.0.1", .loopback), ("127.255.255.255", .loopback), ("::1", .loopback), ("::ffff:127.0.0.1", .loopback),
        ("::127.0.0.1", .loopback), ("::ffff:0:127.0.0.1", .loopback), ("64:ff9b::7f00:1", .loopback),
        ("2002:7f00:1::", .loopback), ("2001:0:1:2:3:4:80ff:fffe", .loopback),
        ("169.254.169.254", .metadata), ("fd00:ec2::254", .metadata), ("::ffff:a9fe:a9fe", .metadata),
        ("100.100.100.200", .metadata), ("169.254.169.253", .linkLocal), ("fe80::1", .linkLocal),
        ("febf::1", .linkLocal),
        ("10.0.0.1", .private), ("172.16.0.1", .private), ("172.31.255.255", .private), ("192.168.1.1", .private),
        ("198.18.0.1", .private), ("198.19.255.255", .private), ("fc00::1", .private), ("fdff::1", .private),
        ("fec0::1", .private), ("64:ff9b:1::1", .private), ("::ffff:10.0.0.1", .private),
        ("100.64.0.1", .shared), ("100.127.255.255", .shared),
        ("224.0.0.1", .multicast), ("239.255.255.255", .multicast), ("ff02::1", .multicast),
        ("0.0.0.0", .unspecified), ("0.1.2.3", .unspecified), ("::", .unspecified),
        ("192.0.0.1", .reserved), ("192.0.2.1", .reserved), ("192.88.99.1", .reserved), ("198.51.100.1", .reserved),
        ("203.0.113.1", .reserved), ("240.0.0.1", .reserved), ("255.255.255.255", .reserved),
        ("2001:db8::1", .reserved), ("3fff:fff::1", .reserved), ("2001:10::1", .reserved), ("100::1", .reserved),
        ("4000::1", .reserved), ("5f00::1", .reserved), ("::1:0:0:0", .reserved),
    ]) func `every address has its scope`(text: String, scope: AddressScope) throws {
        #expect(try #require(IPAddress(text)).scope == scope)
    }

    @Test func `an address prints as it is read, without its zone`() {
        for text in ["127.0.0.1", "::1", "fe80::1", "2606:4700::1111"] { #expect(IPAddress(text)?.description == text) }
        #expect(IPAddress("fe80::1%lo") == IPAddress("fe80::1"))
        for text in ["", "localhost", "127.1", "1.2.3.4.5", "::g"] { #expect(IPAddress(text) == nil) }
    }

    @Test func `the policy lets the own host be private, and nobody else`() {
        let closed: [AddressScope] = [
            .loopback, .linkLocal, .private, .shared, .multicast, .unspecified, .reserved, .metadata,
        ]
        let hopeless: [AddressScope] = [.multicast, .unspecified, .reserved, .metadata]
        for isOwnHost in [false, true] {
            #expect(AddressPolicy.publicOnly.permits(.global, isOwnHost: isOwnHost))
            #expect(AddressPolicy.privateOfOwnHost.permits(.global, isOwnHost: isOwnHost))
            for scope in closed {
                #expect(!AddressPolicy.publicOnly.permits(scope, isOwnHost: isOwnHost))
                let mayPass = isOwnHost && !hopeless.contains(scope)
                #expect(AddressPolicy.privateOfOwnHost.permits(scope, isOwnHost: isOwnHost) == mayPass)
            }
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct AddressRefusalTests {
    @Test(arguments: [
        "127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "017700000001", "[::1]", "[::ffff:7f00:1]",
        "[::127.0.0.1]", "0", "[fe80::1%25lo]", "[64:ff9b::7f00:1]", "localhost",
    ]) func `no spelling of a private address is connected to`(host: String) async throws {
        let v4 = try #require(RawServer(.send([])))
        let v6 = RawServer(isIPv6: true, port: v4.port, .send([]))
        let url = "http://\(host):\(v4.port)/"
        let failure = try #require(await Fetcher.sample(.small).fetch(FetchRequest(url: url)).failure)
        #expect(failure.kind == .blockedAddress && failure.message.contains("allow_private"))
        #expect(v4.connections == 0 && (v6?.connections ?? 0) == 0)
        v4.stop()
        v6?.stop()
    }

    @Test func `a connection of a feed that may is not lent to one that may not`() async throws {
        let server = try await FeedServer.start()
        server.serve("/feed", .init(rss))
        let fetcher = Fetcher.sample()
        #expect(await fetcher.fetch(server.url("/feed")).document != nil)
        let refused = await fetcher.fetch(FetchRequest(url: server.url("/feed")))
        #expect(refused.failure?.kind == .blockedAddress)
        #expect(server.requests("/feed").count == 1)
        await server.stop()
    }

    @Test func `allow_private does not open what is nobody's`() async throws {
        let server = try #require(RawServer(.send([])))
        let outcome = await Fetcher.sample(.small).fetch("http://0:\(server.port)/")
        #expect(outcome.failure?.kind == .blockedAddress && server.connections == 0)
        server.stop()
    }
}
