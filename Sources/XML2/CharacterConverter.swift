// SPDX-License-Identifier: Apache-2.0
// Text of any encoding that the C library knows, to UTF-8.

import CLibXML2
import Glibc

/// Converts a document to UTF-8 while it arrives; each byte that the encoding does not have becomes U+FFFD.
///
/// Synchronous CPU work on the calling thread. Calls may come from different threads, one at a time. C: `iconv`.
package final class CharacterConverter {
    /// How many bytes the encoding did not have.
    package private(set) var faults = 0

    private let converter: iconv_t
    /// The beginning of a character of which the rest is to come.
    private var cut: [UInt8] = []
    /// What each byte means, where one byte is one character; it saves `iconv` for text that is nearly all ASCII.
    private let table: ByteTable?

    /// `nil` where the C library has no converter of this name. C: `iconv_open`.
    package init?(from encoding: String) {
        guard let converter = iconv_open("UTF-8", encoding), clibxml2_iconv_failed(converter) == 0 else { return nil }
        self.converter = converter
        table = ByteTable(converter)
    }

    deinit {
        iconv_close(converter)
    }

    /// Whether the C library has a converter of this name.
    package static func knows(_ encoding: String) -> Bool {
        let converter = iconv_open("UTF-8", encoding)
        guard clibxml2_iconv_failed(converter) == 0 else { return false }
        iconv_close(converter)
        return true
    }

    /// Appends to `text` what the next bytes of the document say; a character that they begin waits for its end.
    package func convert(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) {
        if let table { return faults += table.convert(bytes, into: &text) }
        guard !cut.isEmpty else { return run(bytes, into: &text) }
        var joined: [UInt8] = []
        swap(&joined, &cut)
        joined.append(contentsOf: bytes)
        joined.withUnsafeBufferPointer { run($0, into: &text) }
    }

    /// The document ends here: the beginning of a character is none.
    package func finish(into text: inout [UInt8]) {
        for _ in cut { appendFault(to: &text) }
        cut = []
    }

    private func run(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) {
        text.reserveCapacity(text.count + bytes.count + bytes.count / 2 + 64)
        // iconv does not write through its input; the C prototype only lacks the const.
        var input = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
        var left = bytes.count
        while left > 0 {
            switch step(&input, &left, into: &text) {
            case 0, E2BIG: continue
            case EINVAL where left < 16:
                cut = Array(bytes.suffix(left))
                return
            default:
                appendFault(to: &text)
                input = input.map { $0 + 1 }
                left -= 1
            }
        }
    }

    /// Converts up to 64 KiB of output; 0 or the error number.
    private func step(
        _ input: inout UnsafeMutablePointer<CChar>?, _ left: inout Int, into text: inout [UInt8]
    ) -> Int32 {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64 << 10) { room in
            var output = room.baseAddress
            var free = room.count
            let result = iconv(converter, &input, &left, &output, &free)
            let code = result == Int.max || result == -1 ? errno : 0
            text.append(contentsOf: UnsafeRawBufferPointer(start: room.baseAddress, count: room.count - free))
            return code
        }
    }

    private func appendFault(to text: inout [UInt8]) {
        faults += 1
        text.append(contentsOf: [0xEF, 0xBF, 0xBD])
    }
}
