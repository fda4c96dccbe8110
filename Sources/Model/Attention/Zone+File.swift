// SPDX-License-Identifier: Apache-2.0
// A zone's file as zic(8) compiles it (RFC 9636): bytes from the machine, every length checked.

extension Zone {
    /// Reads the bytes of a file of /usr/share/zoneinfo; `nil` for anything else.
    package init?(name: String, file bytes: [UInt8]) {
        var reader = ZoneFileReader(bytes)
        guard var header = reader.readHeader() else { return nil }
        var width = 4
        if header.version >= 2 {
            // The first block is for readers of forty years ago: 32 bits of time.
            guard reader.skip(header.length(timeWidth: 4)), let second = reader.readHeader() else { return nil }
            (header, width) = (second, 8)
        }
        guard let (changes, firstOffset) = reader.readChanges(header, timeWidth: width) else { return nil }
        let rule = width == 8 ? reader.readFooter() : ""
        self.init(name: name, changes: changes, firstOffset: firstOffset, rule: ZoneRule(rule))
    }
}

private struct ZoneFileReader {
    struct Header {
        let version: Int
        /// In the order of the file: isutcnt, isstdcnt, leapcnt, timecnt, typecnt, charcnt.
        let counts: [Int]

        var times: Int { counts[3] }
        var types: Int { counts[4] }

        /// Of the block behind the header, in bytes.
        func length(timeWidth width: Int) -> Int {
            times * (width + 1) + types * 6 + counts[5] + counts[2] * (width + 4) + counts[1] + counts[0]
        }
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    mutating func readHeader() -> Header? {
        guard let head = take(44), head.starts(with: "TZif".utf8) else { return nil }
        let version = head[head.startIndex + 4] >= UInt8(ascii: "2") ? 2 : 1
        let counts = (0..<6).map { Int(Self.number(head.dropFirst(20 + $0 * 4).prefix(4))) }
        guard counts.allSatisfy({ (0...1_000_000).contains($0) }), counts[4] > 0 else { return nil }
        return Header(version: version, counts: counts)
    }

    mutating func skip(_ count: Int) -> Bool {
        take(count) != nil
    }

    /// Leaves the reader behind the block.
    mutating func readChanges(
        _ header: Header, timeWidth width: Int
    ) -> (changes: [Zone.Change], firstOffset: Int64)? {
        guard let block = take(header.length(timeWidth: width)) else { return nil }
        let indices = block.dropFirst(header.times * width)
        let types = indices.dropFirst(header.times)
        let offsets = (0..<header.types).map { Self.number(types.dropFirst($0 * 6).prefix(4)) }
        var changes: [Zone.Change] = []
        for (number, index) in indices.prefix(header.times).enumerated() {
            guard Int(index) < offsets.count else { return nil }
            let at = Self.number(block.dropFirst(number * width).prefix(width))
            guard at > changes.last?.at ?? .min else { return nil }
            changes.append(Zone.Change(at: at, offset: offsets[Int(index)]))
        }
        return (changes, offsets[0])
    }

    /// The line between two line feeds.
    mutating func readFooter() -> String {
        guard rest.first == UInt8(ascii: "\n") else { return "" }
        return String(decoding: rest.dropFirst().prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// Big-endian, two's complement of 4 or 8 bytes.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
        let first: Int64 = (bytes.first ?? 0) >= 0x80 ? -1 : 0
        return bytes.reduce(first) { $0 << 8 | Int64($1) }
    }
}
