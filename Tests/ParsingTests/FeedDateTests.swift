// SPDX-License-Identifier: Apache-2.0
// Dates in words: RFC 822 and 2822, RFC 850, asctime, date(1), and what programs make of them.

import Model
import Testing

@testable import Parsing

@Suite struct FeedDateTests {
    @Test(arguments: [
        ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
        ("Thu, 1 Jan 2004 19:48:21 +0100", "2004-01-01T18:48:21Z"),
        ("Thu, 1 Jan 2004 19:48 +0100", "2004-01-01T18:48:00Z"),
        ("01 Jan 04 19:48:21 EST", "2004-01-02T00:48:21Z"),
        ("Thu, 01 Jan 99 00:00:00 Z", "1999-01-01T00:00:00Z"),
        ("Sun, 01 Jan 49 00:00:00 UT", "2049-01-01T00:00:00Z"),
        ("Sun, 01 Jan 50 00:00:00 UT", "1950-01-01T00:00:00Z"),
        ("Thu, 01 Jan 104 00:00:00 GMT", "2004-01-01T00:00:00Z"),
        ("Wed, 31 Dec 2003 24:00:00 GMT", "2004-01-01T00:00:00Z"),
        ("Thu, 31 Dec 1998 23:59:60 GMT", "1999-01-01T00:00:00Z"),
        ("Tue, 01 Jan 2004 9:8:1 GMT", "2004-01-01T09:08:01Z"),
        ("Thu, 01 Jan 2004 19:48:21.123 +0000", "2004-01-01T19:48:21Z"),
        ("thu,  01  JAN  2004\t19:48:21  gmt", "2004-01-01T19:48:21Z"),
        ("Thu,\u{A0}01\u{202F}Jan 2004 7:48\u{202F}PM", "2004-01-01T19:48:00Z"),
        ("Thu. 01 Jan. 2004, 19:48:21 GMT", "2004-01-01T19:48:21Z"),
        ("Thursday, 01-Jan-04 19:48:21 GMT", "2004-01-01T19:48:21Z"),
        ("Thu,01 January 2004 at 19:48:21 GMT", "2004-01-01T19:48:21Z"),
        ("Thu, 01 Jan 2004 19.48.21", "2004-01-01T19:48:21Z"),
        ("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T15:55:06Z"),
        ("Thu (day 4), 13 Feb 1969 (my birthday 1) 23:32 -0330 (Newfoundland Time)", "1969-02-14T03:02:00Z"),
        ("1 mars 2024 14h30", "2024-03-01T14:30:00Z"),
        ("Thu, 01 Jan 2004", "2004-01-01T00:00:00Z"),
        ("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"),
        ("Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z"),
        ("Sun Jan  4 04:29:06 PM UTC 2004", "2004-01-04T16:29:06Z"),
        ("Thu Jan 01 2004 19:48:21 GMT+0100 (Central European Standard Time)", "2004-01-01T18:48:21Z"),
    ])
    func `reads RFC 822 and its kin`(_ text: String, _ expected: String) {
        #expect(FeedDate.parse(text)?.rfc3339 == expected)
    }

    @Test(arguments: [
        ("+0000", 0), ("-0000", 0), ("+0530", 330), ("-0800", -480), ("+01:00", 60), ("+1", 60), ("-05", -300),
        ("+530", 330), ("\u{2212}0500", -300), ("GMT", 0), ("UTC", 0), ("UT", 0), ("Z", 0), ("GMT+1", 60),
        ("GMT +0100", 60), ("UTC+5:30", 330), ("EST", -300), ("EDT", -240), ("CST", -360), ("CDT", -300), ("MST", -420),
        ("MDT", -360), ("PST", -480), ("PDT", -420), ("CET", 60), ("CEST", 120), ("MESZ", 120), ("BST", 60),
        ("IST", 330),
        ("AEST", 600), ("AEDT", 660), ("JST", 540), ("NZDT", 780), ("MSK", 180), ("PST8PDT", -480), ("(EST)", -300),
        ("+0100 (CET)", 60), ("+0100 GMT", 60), ("+0100 (week 53)", 60), ("0100", 60),
        // RFC 2822, 4.3: the military letters say nothing, and neither do names that nobody knows.
        ("A", 0), ("M", 0), ("Y", 0), ("XYZ", 0), ("Europe/Berlin", 0),
    ])
    func `knows time zones by number and by name`(_ zone: String, _ minutes: Int64) {
        let noon = Timestamp(seconds: 1_072_958_400)
        #expect(FeedDate.parse("Thu, 01 Jan 2004 12:00:00 \(zone)") == noon - .seconds(minutes * 60), "\(zone)")
    }

    @Test(arguments: [
        ("Jan 5, 2024 3:04 PM", "2024-01-05T15:04:00Z"),
        ("January 5, 2024", "2024-01-05T00:00:00Z"),
        ("Sept 3, 2004", "2004-09-03T00:00:00Z"),
        ("Friday, January 5, 2024 - 3:04pm", "2024-01-05T15:04:00Z"),
        ("12:30 AM, March 3rd 2021", "2021-03-03T00:30:00Z"),
        ("1 Jan 2004 12:00 p.m.", "2004-01-01T12:00:00Z"),
        ("1 Jan 2004 7:48 p. m. EST", "2004-01-02T00:48:00Z"),
        ("1 Jan 2004 7:48a", "2004-01-01T07:48:00Z"),
        ("1 Jan 2004 7pm", "2004-01-01T19:00:00Z"),
        ("1 Jan 2004 13:48 PM", "2004-01-01T13:48:00Z"),
        ("9/30/2008 3:05 PM", "2008-09-30T15:05:00Z"),
        ("30/9/2008 15:05", "2008-09-30T15:05:00Z"),
        ("5/28/04", "2004-05-28T00:00:00Z"),
        ("28.05.2004 10:11", "2004-05-28T10:11:00Z"),
        ("5.6.04", "2004-06-05T00:00:00Z"),
        ("31-Dec-2003 10:14:55", "2003-12-31T10:14:55Z"),
    ])
    func `reads dates as people write them`(_ text: String, _ expected: String) {
        #expect(FeedDate.parse(text)?.rfc3339 == expected)
    }

    @Test(arguments: [
        "", "soon", "today", "Monday", "10:14", "5 Jan", "Thu, 31 Feb 2004 00:00:00 GMT",
        "Thu, 29 Feb 2005 00:00:00 GMT",
        "Thu, 01 Foo 2004 19:48:21 GMT", "Thu, 01 Jan 2004 25:00:00 GMT", "Thu, 01 Jan 2004 24:00:01 GMT",
        "Thu, 01 Jan 2004 10:61:00 GMT", "Thu, 01 Jan 2004 10:00:61 GMT", "Mon, 00 Jan 2004 00:00:00 GMT",
        "Thu, 32 Jan 2004 00:00:00 GMT", "Thu, 01 Jan 2004 10:00:00 +9999", "1 2 3 4 5 6 7 8", "5/31/2004 25:61",
        "13/13/2004", "Thu, 01 Jan 12004 00:00:00 GMT",
    ])
    func `an impossible date is none`(_ text: String) {
        #expect(FeedDate.parse(text) == nil)
    }
}
