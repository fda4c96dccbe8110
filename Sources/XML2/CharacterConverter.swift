// SPDX-License-Identifier: Apache-2.0
// Text of any encoding that the C library knows, to UTF-8.

import CLibXML2
import Glibc

/// Converts whole documents to UTF-8.
package enum CharacterConverter {
    /// Whether the C library has a converter of this name. C: `iconv_open`.
    package static func knows(_ encoding: String) -> Bool {
        let converter = iconv_open("UTF-8", encoding)
        guard clibxml2_iconv_failed(converter) == 0 else { return false }
        iconv_close(converter)
        return true
    }

    /// The text as UTF-8; each byte that the encoding does not have becomes U+FFFD.
    /// `nil` where the encoding is unknown, or where there are more than `maxFaults` such bytes.
    ///
    /// C: `iconv`.
    package static func utf8(
        _ bytes: UnsafeBufferPointer<UInt8>, from encoding: String, maxFaults: Int = .max
    ) -> (text: [UInt8], faults: Int)? {
        guard let converter = iconv_open("UTF-8", encoding), clibxml2_iconv_failed(converter) == 0 else { return nil }
        defer { iconv_close(converter) }
        var conversion = Conversion(converter: converter, bytes: bytes)
        return conversion.run(maxFaults: maxFaults) ? (conversion.text, conversion.faults) : nil
    }
}

private struct Conversion {
    let converter: iconv_t
    var input: UnsafeMutablePointer<CChar>?
    var left: Int
    var text: [UInt8] = []
    var faults = 0

    init(converter: iconv_t, bytes: UnsafeBufferPointer<UInt8>) {
        self.converter = converter
        // iconv does not write through its input; the C prototype only lacks the const.
        input = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
        left = bytes.count
        text.reserveCapacity(bytes.count + bytes.count / 2 + 64)
    }

    /// `false` once there are more than `maxFaults` faults.
    mutating func run(maxFaults: Int) -> Bool {
        while left > 0 {
            let code = step()
            guard code != 0, code != E2BIG else { continue }
            faults += 1
            guard faults <= maxFaults else { return false }
            text.append(contentsOf: [0xEF, 0xBF, 0xBD])
            input = input.map { $0 + 1 }
            left -= 1
        }
        return true
    }

    /// Converts up to 64 KiB of output; 0 or the error number.
    private mutating func step() -> Int32 {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64 << 10) { room in
            var output = room.baseAddress
            var free = room.count
            let result = iconv(converter, &input, &left, &output, &free)
            let code = result == Int.max || result == -1 ? errno : 0
            text.append(contentsOf: UnsafeRawBufferPointer(start: room.baseAddress, count: room.count - free))
            return code
        }
    }
}
