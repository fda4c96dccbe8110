// SPDX-License-Identifier: Apache-2.0
// libFuzzer's way into what HTML becomes: safe HTML, which is safe as it stands, and visible text.

import Wording

@testable import Parsing

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzHTML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // The sanitiser gets UTF-8 from whoever reads the document.
    let html = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let safe = HTMLSanitizer.sanitise(Array(html.utf8), base: nil)
    precondition(HTMLSanitizer.sanitise(Array(safe.utf8), base: nil) == safe, "safe HTML is not safe as it stands")
    _ = VisibleText.ofHTML(html)
    return 0
}
