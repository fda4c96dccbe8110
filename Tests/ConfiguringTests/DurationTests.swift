// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Configuring

@Suite struct DurationTests {
    @Test(arguments: [
        ("30s", 30), ("15m", 900), ("6h", 21_600), ("90d", 7_776_000), ("1h30m", 5_400), ("0s", 0), ("0h", 0), ("0", 0),
    ])
    func `a duration is read`(text: String, seconds: Int) {
        #expect(DurationText.duration(text) == .seconds(seconds))
    }

    @Test(arguments: ["", "30", "m", "1.5h", "-1s", "30 s", "30S", "1m1h", "1h1h", "99999999999d", "10w", "१s"])
    func `anything else is no duration`(text: String) {
        #expect(DurationText.duration(text) == nil)
    }

    @Test(arguments: [
        ("15min", "write 15m"), ("24 hours", "write 24h"), ("30", "add the unit: 30s, 30m, 30h or 30d"),
        ("soon", "write a whole number and s, m, h or d, such as 30s, 15m, 6h or 90d"),
    ])
    func `the advice names what was meant`(text: String, advice: String) {
        #expect(DurationText.advice(text) == advice)
    }

    @Test func `a duration is written in its largest whole unit`() {
        #expect(DurationText.text(.seconds(5_400)) == "90m")
        #expect(DurationText.text(.seconds(172_800)) == "2d")
        #expect(DurationText.text(.zero) == "0s")
    }

    @Test(arguments: [("16MiB", 16 << 20), ("1KiB", 1_024), ("10GiB", 10 << 30), ("512B", 512)])
    func `a size is read`(text: String, bytes: Int) {
        #expect(SizeText.bytes(text) == bytes)
        #expect(SizeText.text(bytes) == text)
    }

    @Test(arguments: [("10GB", "write 10GiB"), ("16 M", "write 16MiB"), ("5", "add the unit: 5KiB, 5MiB or 5GiB")])
    func `a size with another unit is refused with advice`(text: String, advice: String) {
        #expect(SizeText.bytes(text) == nil)
        #expect(SizeText.advice(text) == advice)
    }
}
