// SPDX-License-Identifier: Apache-2.0
// Bodies that are gzip although no header said so (RFC 1952 and 1951). Rare, so plain: a code is read bit by bit with
// counts per length, as in Mark Adler's puff.c, about 50 MB/s.

enum Gunzip {
    /// The body itself where it does not begin as gzip does.
    static func expandedIfNeeded(_ body: [UInt8], maxBytes: Int) throws(ParseError) -> [UInt8] {
        guard body.count > 18, body.withUnsafeBufferPointer(isMark) else { return body }
        guard let start = endOfHeader(body) else { throw .malformed("a gzip header that is cut off") }
        var inflater = Inflater(body, from: start, maxBytes: maxBytes)
        guard inflater.run() else {
            throw inflater.isTooLarge
                ? .refused("more than \(maxBytes) bytes after decompression") : .malformed("damaged gzip data")
        }
        return inflater.out
    }

    /// Whether the bytes begin as a gzip file does.
    static func isMark(_ body: UnsafeBufferPointer<UInt8>) -> Bool {
        body.count > 2 && body[0] == 0x1F && body[1] == 0x8B && body[2] == 8
    }

    private static func endOfHeader(_ body: [UInt8]) -> Int? {
        let flags = body[3]
        var position = 10
        if flags & 4 != 0 {
            guard position + 2 <= body.count else { return nil }
            position += 2 + Int(body[position]) + Int(body[position + 1]) << 8
        }
        for flag in [8, 16] as [UInt8] where flags & flag != 0 {
            guard position < body.count, let zero = body[position...].firstIndex(of: 0) else { return nil }
            position = zero + 1
        }
        if flags & 2 != 0 { position += 2 }
        return position < body.count ? position : nil
    }
}

/// DEFLATE, bounded in output.
private struct Inflater {
    private let input: [UInt8]
    private var position: Int
    private let maxBytes: Int
    private var bits: UInt32 = 0
    private var bitCount: UInt32 = 0
    private(set) var out: [UInt8] = []
    private(set) var isTooLarge = false

    init(_ input: [UInt8], from position: Int, maxBytes: Int) {
        self.input = input
        self.position = position
        self.maxBytes = maxBytes
    }

    /// `false` for damaged data and for more than `maxBytes`.
    mutating func run() -> Bool {
        while true {
            guard let isLast = take(1), let kind = take(2) else { return false }
            let isGood =
                switch kind {
                case 0: stored()
                case 1: codes(.fixedLiterals, .fixedDistances)
                case 2: dynamic()
                default: false
                }
            guard isGood else { return false }
            if isLast == 1 { return true }
        }
    }

    private mutating func take(_ count: UInt32) -> Int? {
        while bitCount < count {
            guard position < input.count else { return nil }
            bits |= UInt32(input[position]) << bitCount
            position += 1
            bitCount += 8
        }
        let value = bits & ((1 << count) - 1)
        bits >>= count
        bitCount -= count
        return Int(value)
    }

    private mutating func stored() -> Bool {
        (bits, bitCount) = (0, 0)
        guard position + 4 <= input.count else { return false }
        let length = Int(input[position]) | Int(input[position + 1]) << 8
        position += 4
        guard position + length <= input.count, hasRoom(length) else { return false }
        out.append(contentsOf: input[position..<(position + length)])
        position += length
        return true
    }

    private mutating func hasRoom(_ length: Int) -> Bool {
        isTooLarge = out.count + length > maxBytes
        return !isTooLarge
    }

    private mutating func symbol(_ code: HuffmanCode) -> Int? {
        var value = 0
        var first = 0
        var index = 0
        for length in 1...15 {
            guard let bit = take(1) else { return nil }
            value |= bit
            let count = code.counts[length]
            if value - count < first { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        return nil
    }

    private mutating func codes(_ literals: HuffmanCode, _ distances: HuffmanCode) -> Bool {
        while let symbol = symbol(literals) {
            if symbol < 256 {
                guard hasRoom(1) else { return false }
                out.append(UInt8(symbol))
            } else if symbol == 256 {
                return true
            } else {
                guard copy(symbol - 257, distances) else { return false }
            }
        }
        return false
    }

    private mutating func copy(_ lengthSymbol: Int, _ distances: HuffmanCode) -> Bool {
        guard lengthSymbol < 29, let extra = take(UInt32(Self.lengthBits[lengthSymbol])),
            let symbol = symbol(distances), symbol < 30, let more = take(UInt32(Self.distanceBits[symbol]))
        else { return false }
        let length = Self.lengthBase[lengthSymbol] + extra
        let distance = Self.distanceBase[symbol] + more
        guard distance <= out.count, hasRoom(length) else { return false }
        for _ in 0..<length { out.append(out[out.count - distance]) }
        return true
    }

    private mutating func dynamic() -> Bool {
        guard let literals = take(5), let distances = take(5), let lengths = take(4) else { return false }
        var order = [Int](repeating: 0, count: 19)
        for index in 0..<(lengths + 4) {
            guard let length = take(3) else { return false }
            order[Self.order[index]] = length
        }
        let count = literals + 257 + distances + 1
        guard let all = codeLengths(HuffmanCode(order), count) else { return false }
        return codes(HuffmanCode(Array(all[..<(literals + 257)])), HuffmanCode(Array(all[(literals + 257)...])))
    }

    private mutating func codeLengths(_ code: HuffmanCode, _ count: Int) -> [Int]? {
        var lengths: [Int] = []
        while lengths.count < count {
            guard let symbol = symbol(code) else { return nil }
            if symbol < 16 {
                lengths.append(symbol)
                continue
            }
            guard let (value, times) = repetition(symbol, last: lengths.last), lengths.count + times <= count else {
                return nil
            }
            lengths.append(contentsOf: repeatElement(value, count: times))
        }
        return lengths
    }

    private mutating func repetition(_ symbol: Int, last: Int?) -> (value: Int, times: Int)? {
        switch symbol {
        case 16: last.flatMap { value in take(2).map { (value, 3 + $0) } }
        case 17: take(3).map { (0, 3 + $0) }
        default: take(7).map { (0, 11 + $0) }
        }
    }

    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    private static let lengthBase = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distanceBase = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025, 1_537, 2_049, 3_073,
        4_097,
        6_145, 8_193, 12_289, 16_385, 24_577,
    ]
    private static let distanceBits = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
}

/// A canonical Huffman code: how many codes of each length there are, and the symbols in order of their codes.
private struct HuffmanCode {
    let counts: [Int]
    let symbols: [Int]

    init(_ lengths: [Int]) {
        var counts = [Int](repeating: 0, count: 16)
        for length in lengths { counts[length] += 1 }
        counts[0] = 0
        self.counts = counts
        symbols =
            (1...15).flatMap { length in lengths.indices.filter { lengths[$0] == length } }
            + [Int](repeating: 0, count: 288)
    }

    static let fixedLiterals = HuffmanCode((0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    static let fixedDistances = HuffmanCode([Int](repeating: 5, count: 30))
}
