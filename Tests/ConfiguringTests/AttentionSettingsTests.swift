// SPDX-License-Identifier: Apache-2.0

import Model
import Testing

@testable import Configuring

@Suite struct AttentionSettingsTests {
    private func read(_ yaml: String) -> (topic: Topic?, problems: [String]) {
        let (topic, problems) = TopicFile.read(yaml + "\nsignals: [+1.0 Biden]\n", file: "t.yaml", id: "t")
        return (topic, problems.map(\.description))
    }

    @Test func `every key is read`() throws {
        let attention = try #require(
            read(
                """
                digest: ['mon-fri 07:00,18:00 UTC', 'sat,sun 9:30 UTC']
                quiet: 22:00-07:00 UTC
                at_most: 20/h
                again_at: [20, 5]
                """
            ).topic
        ).attention
        #expect(
            attention.description
                == "digest mon,tue,wed,thu,fri 07:00,18:00 UTC and sat,sun 09:30 UTC, quiet 22:00-07:00 UTC, "
                + "at most 20/h, again at 5, 20 outlets")
        #expect(attention.atMost == AlertRate(count: 20, span: .seconds(3_600)))
    }

    @Test func `without days it is every day, and a range may go over the end of the week`() throws {
        let daily = try #require(read("digest: 07:00 UTC").topic).attention.digest
        #expect(daily.first?.days.count == 7 && daily.first?.times == [25_200])
        let weekend = try #require(read("digest: fri-mon 07:00 UTC").topic).attention.digest
        #expect(weekend.first?.days == [.fri, .sat, .sun, .mon])
    }

    @Test func `a zone is the machine's where none is named`() throws {
        #expect(try #require(read("quiet: 22:00-07:00").topic).attention.quiet?.zone == ZoneFiles.machine)
    }

    @Test(arguments: [
        (
            "digest: 25:00",
            "1:9: error: digest: '25:00' is no time; write hours and minutes from 00:00 to 23:59, such as 07:00"
        ),
        ("digest: moon 07:00", "1:9: error: digest: 'moon' is no day; did you mean 'mon'?"),
        ("digest: daily", "1:9: error: digest: there is no time; write a time such as daily 07:00"),
        ("digest: 07:00 Mars/Base", "1:9: error: digest: there is no time zone 'Mars/Base'; "),
        ("digest: 07:00 ../../etc/passwd", "1:9: error: digest: there is no time zone '../../etc/passwd'; "),
        (
            "digest: [mon-fri 07:00,18:00 UTC]",
            "1:9: error: digest: within [ ] a comma begins the next item; put each item in quotes, or on a line of its own"
        ),
        ("quiet: 22:00", "1:8: error: quiet: '22:00' has no two ends; write it as 22:00-07:00"),
        ("quiet: 07:00-07:00", "1:8: error: quiet: quiet hours that end as they begin; "),
        ("quiet: 22:00-24:00", "1:8: error: quiet: '24:00' is no time; write 00:00"),
        ("quiet: 22:00-07:00 UTC now", "1:8: error: quiet: 'now' stands behind the zone; remove it"),
        ("at_most: 20", "1:10: error: at_most: '20' is no rate; write a number, '/' and h or d, such as 20/h or 100/d"),
        ("at_most: 0/h", "1:10: error: at_most: '0' is no number from 1 to 10000; write a rate such as 20/h"),
        ("again_at: [1]", "1:12: error: again_at takes a whole number from 2 to 100000, not '1'"),
        ("again_at: 5", "1:11: error: again_at takes a list, not '5'; write [5]"),
    ])
    func `what is wrong is said with its place`(yaml: String, problem: String) throws {
        let (topic, problems) = read(yaml)
        #expect(topic == nil)
        #expect(try #require(problems.first).hasPrefix("t.yaml:" + problem), "\(problems)")
        #expect(problems.count == 1)
    }

    @Test func `rules that stand in each other's way are warned of`() {
        #expect(
            read("digest: 07:00 UTC\nat_most: 20/h").problems == [
                "t.yaml:2:10: warning: at_most has no effect beside digest: stories are told at its times alone; "
                    + "remove one of the two"
            ])
        #expect(
            read("digest: 06:00 UTC\nquiet: 22:00-07:00 UTC").problems == [
                "t.yaml:1:9: warning: a digest within the quiet hours is told when they end; move the one or the other"
            ])
        #expect(read("digest: 07:00 UTC\nquiet: 22:00-07:00 UTC").problems == [])
    }
}
