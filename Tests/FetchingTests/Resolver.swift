// SPDX-License-Identifier: Apache-2.0
// A resolver of the tests' own, in place of the C library's for all of this process: libcurl asks it like any other.

import Dispatch
import Glibc
import Synchronization

/// The answers for the names that a test has set; every other name goes on to the C library.
enum Resolver {
    private struct Name {
        let answers: [[String]]
        var lookups = 0
    }

    private static let names = Mutex<[String: Name]>([:])

    /// Each look-up gets the next answer; the last one stays.
    static func set(_ name: String, to answers: [[String]]) {
        names.withLock { $0[name] = Name(answers: answers) }
    }

    static func lookups(of name: String) -> Int {
        names.withLock { $0[name]?.lookups ?? 0 }
    }

    /// Look-ups of this name hang until `answer` is called, or for half a minute.
    static let hanging = "hanging.rebinding"
    private static let release = DispatchSemaphore(value: 0)

    static func answer() {
        release.signal()
    }

    fileprivate static func next(_ name: String) -> [String]? {
        if name == hanging { _ = release.wait(timeout: .now() + .seconds(30)) }
        return taken(name)
    }

    private static func taken(_ name: String) -> [String]? {
        names.withLock { names in
            guard let known = names[name] else { return nil }
            names[name]?.lookups += 1
            return known.answers[min(known.lookups, known.answers.count - 1)]
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
