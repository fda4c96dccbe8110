// SPDX-License-Identifier: Apache-2.0
// `&#147;` means a quotation mark: the numbers 80 to 9F name control characters that nobody writes, and are taken for
// windows-1252, as by every browser (WHATWG HTML, 13.2.5.80).

import CLibXML2

enum ControlReference {
    /// The UTF-8 of what the number `second` means, first byte lowest; 0 for the five that windows-1252 does not have.
    static func meaning(_ second: UInt8) -> UInt32 {
        table?[second] ?? 0
    }

    /// Whether these bytes are UTF-8 of such a number and nothing else.
    @inline(__always)
    static func isControl(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        count == 2 && bytes[0] == 0xC2 && bytes[1] & 0xE0 == 0x80
    }

    private static let table: ByteTable? = {
        guard let converter = iconv_open("UTF-8", "CP1252"), clibxml2_iconv_failed(converter) == 0 else { return nil }
        defer { iconv_close(converter) }
        return ByteTable(converter)
    }()
}
