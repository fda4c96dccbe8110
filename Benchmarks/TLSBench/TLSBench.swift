// SPDX-License-Identifier: Apache-2.0
// What verified TLS costs: `TLSBench feedwatch|unverified|defaults URL CA_FILE COUNT`, a new connection for each transfer
// where the server closes them. Prints milliseconds of CPU a transfer.

import Curl
import Glibc

@main
struct TLSBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let count = Int(arguments[4]), count > 0 else { throw Usage() }
        let (url, caFile) = (arguments[2], arguments[3])
        let perform: () async throws -> Void
        switch arguments[1] {
        case "feedwatch":
            let transfers = TransferLoop(maxIdleConnections: 8) {}
            let request = TransferRequest(url: url, caFile: caFile, addressPolicy: .privateOfOwnHost)
            perform = { _ = try await transfers.perform(request).get() }
        case "unverified":
            let plain = PlainTransfers(url: url, verifyingWith: nil)
            perform = { try plain.perform() }
        case "defaults":
            let plain = PlainTransfers(url: url, verifyingWith: caFile)
            perform = { try plain.perform() }
        default: throw Usage()
        }
        // The first reads the authorities.
        try await perform()
        let start = cpuSeconds()
        for _ in 0..<count { try await perform() }
        print((cpuSeconds() - start) * 1_000 / Double(count))
    }

    /// User and system time of this process.
    private static func cpuSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

struct Usage: Error, CustomStringConvertible {
    let description = "usage: TLSBench feedwatch|unverified|defaults URL CA_FILE COUNT"
}
