// SPDX-License-Identifier: Apache-2.0
// Documents in the encodings of the world, written by the C library.

import Glibc
import Testing

@testable import Parsing

enum EncodedText {
    /// The bytes of `text` in an encoding of iconv.
    static func bytes(_ text: String, in encoding: String) throws -> [UInt8] {
        let converter = try #require(iconv_open(encoding, "UTF-8"))
        defer { iconv_close(converter) }
        var source = text.utf8.map(CChar.init(bitPattern:))
        var target = [CChar](repeating: 0, count: source.count * 4 + 64)
        return source.withUnsafeMutableBufferPointer { source in
            target.withUnsafeMutableBufferPointer { target in
                var (input, left, output, free) = (source.baseAddress, source.count, target.baseAddress, target.count)
                iconv(converter, &input, &left, &output, &free)
                iconv(converter, nil, nil, &output, &free)
                return target.prefix(target.count - free).map(UInt8.init(bitPattern:))
            }
        }
    }

    /// An RSS document of that title, its declaration as given.
    static func feed(_ title: String, declaring label: String?, in encoding: String) throws -> [UInt8] {
        let declaration = label.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? ""
        return try bytes(
            "\(declaration)<rss version=\"2.0\"><channel><title>\(title)</title></channel></rss>", in: encoding)
    }
}
