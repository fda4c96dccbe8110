// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The service under a real systemd, read back with journalctl.
@Suite(.serialized, .enabled(if: Sandbox.isPossible, Sandbox.missing)) struct ServiceTests {
    @Test func `installed and started, it tells an alert to the journal and both logs, and reloads`() async throws {
        try await Sandbox.with("service") { sandbox in
            try await sandbox.run("systemctl start feedwatch")
            try await sandbox.journal(shows: "Beijing and Washington meet")
            let record = try await alertRecords(in: sandbox)
            #expect(record.count == 2)
            let first = try #require(record.first)
            #expect(first["SYSLOG_IDENTIFIER"] as? String == "feedwatch")
            #expect(first["PRIORITY"] as? String == "5")
            #expect(first["FEEDWATCH_TOPIC"] as? String == "us-china")
            #expect(first["_SYSTEMD_UNIT"] as? String == "feedwatch.service")
            #expect((first["FEEDWATCH_WHY"] as? String ?? "").contains("china NEAR us"))
            let id = try #require(first["FEEDWATCH_ALERT_ID"] as? String)
            try await sandbox.run("grep -q '#\(id)$' /var/log/feedwatch/alerts.log")
            try await sandbox.run("grep -q '\"alert_id\":\"\(id)\"' /var/log/feedwatch/alerts.jsonl")
            try await sandbox.run("feedwatch alerts list --format json | grep -q '\(id)'")
            #expect(
                try await sandbox.run("stat -c '%a %U %G' /var/log/feedwatch/alerts.log").out == "640 feedwatch adm\n")
            let status = try await sandbox.run("systemctl show -p StatusText feedwatch")
            #expect(status.out.contains("1 feeds (0 failing, 0 gone), 1 topics"))

            try await sandbox.write("name: x\nsignals: [+1.0 @nobody]\n", to: "/etc/feedwatch/topics/broken.yaml")
            try await sandbox.run("systemctl reload feedwatch", expecting: 1)
            try await sandbox.journal(shows: "topics/broken.yaml:2:")
            try await sandbox.run("systemctl is-active feedwatch")
            try await sandbox.run("rm /etc/feedwatch/topics/broken.yaml && systemctl reload feedwatch")
            try await sandbox.journal(shows: "configuration reloaded")

            try await sandbox.run("systemctl stop feedwatch")
            #expect(try await sandbox.run("systemctl show -p Result feedwatch").out == "Result=success\n")
            #expect(try await alertRecords(in: sandbox).count == 2)
        }
    }

    @Test func `killed, it is restarted and tells nothing again`() async throws {
        try await Sandbox.with("killed") { sandbox in
            try await sandbox.run("systemctl start feedwatch")
            try await sandbox.journal(shows: "Beijing and Washington meet")
            try await sandbox.run("grep -q . /var/log/feedwatch/alerts.log; systemctl kill -s SIGKILL feedwatch")
            try await sandbox.journal(shows: "watching 1 feeds", times: 2)
            #expect(try await sandbox.run("systemctl show -p NRestarts feedwatch").out == "NRestarts=1\n")
            try await sandbox.run("systemctl stop feedwatch")
            #expect(try await sandbox.run("wc -l < /var/log/feedwatch/alerts.log").out == "2\n")
            let ids = try await alertRecords(in: sandbox).compactMap { $0["FEEDWATCH_ALERT_ID"] as? String }
            #expect(Set(ids).count == 2)
            #expect(ids.count <= 3)
        }
    }

    @Test(arguments: ["store": "store", "transfers": "transfer"])
    func `a loop that hangs ends in a restart by the watchdog, and the journal says which`(
        point: String, loop: String
    ) async throws {
        try await Sandbox.with("hang-\(point)") { sandbox in
            try await sandbox.write(
                "[Service]\nWatchdogSec=2s\nRestartSec=200ms\nEnvironment=FEEDWATCH_FAULT=hang@\(point):25\n",
                to: "/etc/systemd/system/feedwatch.service.d/hang.conf")
            try await sandbox.run("systemctl daemon-reload && systemctl start feedwatch")
            try await sandbox.journal(shows: "the \(loop) loop does not move")
            try await sandbox.journal(shows: "watching 1 feeds", times: 2)
            #expect(try await sandbox.run("systemctl show -p NRestarts feedwatch").out != "NRestarts=0\n")
        }
    }

    @Test(.enabled(if: Sandbox.limitsMemory, Sandbox.missingMemory))
    func `without enough memory it is killed and started again, and with enough all is told once`() async throws {
        try await Sandbox.with("memory", cgroup: "hybrid") { sandbox in
            let limits = "/etc/systemd/system/feedwatch.service.d/limits.conf"
            try await sandbox.write("[Service]\nMemoryMax=4M\nRestartSec=200ms\n", to: limits)
            try await sandbox.run("systemctl daemon-reload && ! systemctl start feedwatch")
            try await sandbox.run(
                """
                timeout 30 bash -c 'until seen=$(systemctl show -p NRestarts,ExecMainStatus feedwatch)
                    [[ $seen =~ NRestarts=[2-9] && $seen =~ ExecMainStatus=9 ]]; do sleep 0.05; done'
                """)

            try await sandbox.run("systemctl stop feedwatch; rm \(limits); systemctl daemon-reload")
            try await sandbox.run("systemctl reset-failed feedwatch; systemctl start feedwatch")
            try await sandbox.journal(shows: "Beijing and Washington meet", times: 2)
            try await sandbox.run("systemctl stop feedwatch")
            #expect(try await sandbox.run("wc -l < /var/log/feedwatch/alerts.log").out == "2\n")
        }
    }

    @Test func `a second service has its own store, logs and socket, and outlives the first`() async throws {
        try await Sandbox.with("instance") { sandbox in
            try await sandbox.run(
                "mkdir /etc/feedwatch/two && cd /etc/feedwatch && cp -r topics feeds.yaml news.xml two && "
                    + "sed 's#/feedwatch/#/feedwatch/two/#' feedwatch.yaml > two/feedwatch.yaml")
            try await sandbox.run("systemctl start feedwatch feedwatch@two")
            try await sandbox.journal(shows: "Beijing and Washington meet", times: 4)
            try await sandbox.run("systemctl stop feedwatch && feedwatch reload --config /etc/feedwatch/two")
            try await sandbox.run("systemctl reload feedwatch@two && systemctl stop feedwatch@two")
            #expect(try await sandbox.run("wc -l < /var/log/feedwatch/two/alerts.log").out == "2\n")
            try await sandbox.run("test -s /var/lib/feedwatch/two/feedwatch.db && ! test -e /run/feedwatch-two")
        }
    }

    @Test func `the unit verifies silently and scores 1.2 or better`() async throws {
        try await Sandbox.with("unit") { sandbox in
            let verify = try await sandbox.run("systemd-analyze verify /usr/lib/systemd/system/feedwatch.service")
            #expect(verify.out + verify.err == "")
            try await sandbox.run(
                "systemd-analyze security --offline=true --threshold=12 /usr/lib/systemd/system/feedwatch.service")
        }
    }

    private func alertRecords(in sandbox: Sandbox) async throws -> [[String: any Sendable]] {
        try await sandbox.run("journalctl --sync; journalctl SYSLOG_IDENTIFIER=feedwatch -o json --all --no-pager")
            .objects().filter { $0["FEEDWATCH_ALERT_ID"] != nil }
    }
}
