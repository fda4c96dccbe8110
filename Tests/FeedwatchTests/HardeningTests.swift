// SPDX-License-Identifier: Apache-2.0
// What the unit forbids is refused, by a kernel that was asked (Tests/Service/probe.py); what programs of sinks need is not.

import Testing

@Suite(.serialized, .enabled(if: Sandbox.isPossible, Sandbox.missing)) struct HardeningTests {
    @Test func `whatever the unit forbids is refused in it, and done outside of it`() async throws {
        try await Sandbox.with("probe") { sandbox in
            let inside = try await probe(in: sandbox)
            #expect(inside.count == 19)
            #expect(inside.filter { !$0.hasPrefix("refused: ") } == [])
            let outside = try await sandbox.run("unshare --mount --propagation private python3 /opt/fw/probe.py")
            #expect(outside.out.split(separator: "\n").filter { !$0.hasPrefix("done: ") } == [])
        }
    }

    @Test func `the drop-in for programs of sinks lifts what it says, and nothing else`() async throws {
        try await Sandbox.with("probe-exec") { sandbox in
            try await sandbox.copy(
                "systemd/exec-sink.conf", to: "/etc/systemd/system/feedwatch.service.d/exec-sink.conf")
            let done = try await probe(in: sandbox).filter { $0.hasPrefix("done: ") }
            #expect(done == ["done: run memory that it wrote", "done: lower its priority"])
        }
    }

    @Test func `a script of an exec sink runs in the unit as it is`() async throws {
        try await Sandbox.with("exec") { sandbox in
            try await sandbox.write(
                "#!/bin/sh\nsed 's/.*\"title\":\"\\([^\"]*\\)\".*/\\1/' | logger -t tell\n", to: "/usr/local/bin/tell")
            try await sandbox.run(
                "chmod +x /usr/local/bin/tell && cd /etc/feedwatch && printf %s "
                    + "'alerts: {sinks: {tell: {kind: exec, command: [/usr/local/bin/tell]}}}' > feedwatch.yaml")
            try await sandbox.run("systemctl start feedwatch")
            try await sandbox.journal(shows: "^Beijing and Washington meet")
            #expect(try await sandbox.run("journalctl -t tell -o json").objects().count == 2)
        }
    }

    /// What the probe prints when the unit runs it in place of the program. A server stands at the clouds' address.
    private func probe(in sandbox: Sandbox) async throws -> [String] {
        try await sandbox.copy("Tests/Service/probe.py", to: "/opt/fw/probe.py")
        try await sandbox.write(
            "[Service]\nType=oneshot\nRestart=no\nWatchdogSec=0\nExecStart=\nExecStart=/usr/bin/python3 /opt/fw/probe.py\n",
            to: "/etc/systemd/system/feedwatch.service.d/probe.conf")
        try await sandbox.run(
            "ip address add 169.254.169.254/32 dev lo && systemctl daemon-reload && "
                + "systemd-run -q python3 -m http.server -b 169.254.169.254 8000")
        try await sandbox.run(
            "timeout 20 bash -c 'until echo > /dev/tcp/169.254.169.254/8000; do sleep 0.1; done' 2> /dev/null")
        try await sandbox.run("systemctl start feedwatch")
        let said = try await sandbox.run("journalctl --sync; journalctl -u feedwatch -o cat _COMM=python3")
        return said.out.split(separator: "\n").map(String.init)
    }
}
