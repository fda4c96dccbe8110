// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Fetching

struct HTTPDateTests {
    private let now = Timestamp(seconds: 1_714_154_711)

    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ]) func `the three notations of RFC 9110 are one moment`(text: String) {
        #expect(Timestamp(httpDate: text, now: now)?.rfc3339 == "1994-11-06T08:49:37Z")
    }

    @Test func `a year of two digits is at most 50 years ahead`() {
        #expect(Timestamp(httpDate: "Sunday, 06-Nov-74 00:00:00 GMT", now: now)?.rfc3339 == "2074-11-06T00:00:00Z")
        #expect(Timestamp(httpDate: "Sunday, 06-Nov-75 00:00:00 GMT", now: now)?.rfc3339 == "1975-11-06T00:00:00Z")
    }

    @Test(arguments: [
        "", "soon", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 99999999999999999999 08:49:37 GMT", "-1", "Sun, 06 Nov -5 1:1:1",
    ]) func `anything else is no date`(text: String) {
        #expect(Timestamp(httpDate: text, now: now) == nil)
    }

    @Test(arguments: [
        ("https://ann:pw@news.example/a@b", "https://news.example/a@b"), ("https://news.example/?m=a@b", nil),
        ("http://a@b:c@host/", "http://host/"), ("file:///a@b", nil),
    ]) func `user and password leave a URL`(url: String, clean: String?) {
        #expect(url.withoutCredentials == clean ?? url)
    }
}
