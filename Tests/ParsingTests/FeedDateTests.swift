// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Parsing

@Suite struct FeedDateTests {
    @Test(arguments: [
        ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
        ("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"),
    ])
    func `reads the dates of feeds`(_ text: String, _ expected: String) {
        #expect(FeedDate.parse(text)?.rfc3339 == expected)
    }
}
