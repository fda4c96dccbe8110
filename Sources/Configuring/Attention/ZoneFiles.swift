// SPDX-License-Identifier: Apache-2.0
// The machine's time zones: the package tzdata, and which of them the machine lives in.

import Foundation
import Model

enum ZoneFiles {
    private static let directory = "/usr/share/zoneinfo"

    /// The zone with an IANA name; `nil` where the machine has no such file. `UTC` is always there. Blocks.
    static func zone(named name: String) -> Zone? {
        if name == "UTC" { return .utc }
        guard isName(name) else { return nil }
        return zone(named: name, at: directory + "/" + name)
    }

    /// The zone of the machine: that of `TZ` (environ(7)), else of /etc/localtime (localtime(5)), else UTC. Blocks.
    static var machine: Zone {
        if let named = getenv("TZ").map({ String(cString: $0) }),
            let zone = zone(named: String(named.trimmingPrefix(":")))
        {
            return zone
        }
        let file = "/etc/localtime"
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: file)
        let name = target?.components(separatedBy: "zoneinfo/").last ?? "localtime"
        return zone(named: name, at: file) ?? .utc
    }

    /// What the user may have meant.
    static func advice(for name: String) -> String {
        let names = knownNames
        guard !names.isEmpty else { return "this machine has no time zones: install the package tzdata" }
        let cities = names.filter { $0.lowercased().hasSuffix("/" + name.lowercased()) }
        if let city = cities.first { return "write \(city)" }
        return NearestWord.to(name, among: names).map { "did you mean '\($0)'?" }
            ?? "write a name of the IANA list, such as Europe/Berlin or UTC"
    }

    private static func zone(named name: String, at path: String) -> Zone? {
        FileManager.default.contents(atPath: path).flatMap { Zone(name: name, file: Array($0)) }
    }

    /// A name becomes a path.
    private static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || "0123456789_+-".utf8.contains(byte)
                }
        }
    }

    /// The third column of zone1970.tab: a zone for every place on Earth.
    private static var knownNames: [String] {
        guard let table = FileManager.default.contents(atPath: directory + "/zone1970.tab") else { return [] }
        return String(decoding: table, as: UTF8.self).split(separator: "\n").compactMap { line in
            let columns = line.split(separator: "\t")
            return line.hasPrefix("#") || columns.count < 3 ? nil : String(columns[2])
        }
    }
}
