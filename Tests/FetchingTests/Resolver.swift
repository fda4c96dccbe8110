// SPDX-License-Identifier: Apache-2.0
// A resolver of the tests' own, in place of the C library's for all of this process: libcurl asks it like any other.

import Dispatch
import Glibc
import Synchronization

/// The answers for the names below `.rebinding`, each look-up the next one; every other name goes on to the C library.
enum Resolver {
    private static let answers = Mutex<[String: [[String]]]>([:])

    /// The last answer stays.
    static func set(_ name: String, to addresses: [[String]]) {
        answers.withLock { $0[name] = addresses }
    }

    /// Look-ups of this name hang until `answer` is called, or for half a minute.
    static let hanging = "hanging.rebinding"
    private static let release = DispatchSemaphore(value: 0)

    static func answer() {
        release.signal()
    }

    /// How many look-ups of a name are still to be answered differently.
    static func remaining(_ name: String) -> Int {
        answers.withLock { $0[name]?.count ?? 0 }
    }

    fileprivate static func next(_ name: String) -> [String]? {
        if name == hanging { _ = release.wait(timeout: .now() + .seconds(30)) }
        return taken(name)
    }

    private static func taken(_ name: String) -> [String]? {
        answers.withLock { answers in
            guard let first = answers[name]?.first else { return nil }
            if answers[name, default: []].count > 1 { answers[name]?.removeFirst() }
            return first
        }
    }
}

private typealias Lookup =
    @convention(c) (
        UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<addrinfo>?,
        UnsafeMutablePointer<UnsafeMutablePointer<addrinfo>?>?
    ) -> Int32

private let systemLookup: Lookup? = dlsym(UnsafeMutableRawPointer(bitPattern: -1), "getaddrinfo")
    .map { unsafeBitCast($0, to: Lookup.self) }

/// The program's own symbol comes before the C library's in the search of the dynamic linker.
@_cdecl("getaddrinfo")
func interposedLookup(
    _ node: UnsafePointer<CChar>?, _ service: UnsafePointer<CChar>?, _ hints: UnsafePointer<addrinfo>?,
    _ result: UnsafeMutablePointer<UnsafeMutablePointer<addrinfo>?>?
) -> Int32 {
    guard let systemLookup else { return EAI_SYSTEM }
    guard let node, let addresses = Resolver.next(String(cString: node)) else {
        return systemLookup(node, service, hints, result)
    }
    var last: UnsafeMutablePointer<addrinfo>?
    for address in addresses.reversed() {
        var found: UnsafeMutablePointer<addrinfo>?
        let code = systemLookup(address, service, hints, &found)
        guard code == 0, let found else { return code }
        var end = found
        while let next = end.pointee.ai_next { end = next }
        end.pointee.ai_next = last
        last = found
    }
    result?.pointee = last
    return last == nil ? EAI_NONAME : 0
}
