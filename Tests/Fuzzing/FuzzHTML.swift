// SPDX-License-Identifier: Apache-2.0
// libFuzzer's way into what HTML becomes: safe HTML, which is safe as it stands, and visible text.

import Wording

@testable import Parsing

@_cdecl("LLVMFuzzerTestOneInput")
func fuzzHTML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let html = Array(UnsafeBufferPointer(start: start, count: count))
    let safe = HTMLSanitizer.sanitise(html, base: nil)
    precondition(HTMLSanitizer.sanitise(Array(safe.utf8), base: nil) == safe, "safe HTML is not safe as it stands")
    _ = VisibleText.ofHTML(String(decoding: html, as: UTF8.self))
    return 0
}
