// SPDX-License-Identifier: Apache-2.0

enum PageText {
    private static let prescanBytes = 2_048

    /// Hands `body` the page as UTF-8. What the server says of the encoding goes before what the page's `<meta>` says.
    static func with<Value>(
        _ page: UnsafeBufferPointer<UInt8>, contentType: String?, _ body: (UnsafeBufferPointer<UInt8>) -> Value
    ) -> Value {
        let served = contentType?.lowercased().contains("charset") == true ? contentType : nil
        let type = served ?? declared(page).map { "text/html;charset=" + $0 }
        return DocumentDecoder.text(of: page, contentType: type).withUnsafeBufferPointer(body)
    }

    /// The first `charset=` in the page's head (WHATWG HTML, 13.2.3.2, with less ceremony).
    private static func declared(_ page: UnsafeBufferPointer<UInt8>) -> String? {
        let head = UnsafeBufferPointer(rebasing: page.prefix(prescanBytes)).loweredString
        guard let mark = head.firstRange(of: "charset=") else { return nil }
        let name = head[mark.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
            .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_:.".contains($0)) }
        return name.isEmpty ? nil : String(name)
    }
}
