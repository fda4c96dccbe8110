// SPDX-License-Identifier: Apache-2.0

import Foundation
import Model
import TestSupport
import Testing

@testable import Alerting

@Suite(.timeLimit(.minutes(1)))
struct ExecSenderTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    @Test func `a program gets the alert as JSON, its own arguments, and a clean environment`() async throws {
        let alert = Alert.sample(title: "$(touch /tmp/x); `id`\n--help")
        let failure = await run(
            """
            cat > \(folder.path)/input
            echo "$#:$1:$2" > \(folder.path)/arguments
            env | sort > \(folder.path)/environment
            pwd > \(folder.path)/directory
            """, ["a b", "$HOME"], alert)
        #expect(failure == nil)
        #expect(folder.lines("input") == [AlertLine.json(alert)])
        #expect(folder.lines("arguments") == ["2:a b:$HOME"])
        #expect(folder.lines("directory") == ["/"])
        let names = folder.lines("environment").compactMap { $0.split(separator: "=").first.map(String.init) }
        #expect(
            names.filter { !["PWD", "SHLVL", "_"].contains($0) } == [
                "FEEDWATCH_ALERT_ID", "FEEDWATCH_KIND", "FEEDWATCH_TITLE", "FEEDWATCH_TOPIC", "FEEDWATCH_URL", "LANG",
                "PATH",
            ])
        #expect(folder.lines("environment").contains("FEEDWATCH_TITLE=$(touch /tmp/x); `id` --help"))
    }

    @Test(arguments: [
        ("echo 'no such room' >&2; echo more >&2; exit 3", "exit status 3: no such room"),
        ("kill -9 $$", "killed by signal 9"), ("exit 1", "exit status 1"),
        ("yes | head -c 300000 >&2; exit 2", "exit status 2: y"),
    ])
    func `any end but status 0 is a failure with the first line of what the program says`(
        script: String, reason: String
    ) async throws {
        #expect(await run(script)?.message == "run \(program): \(reason)")
    }

    @Test func `a program that is not there is said so`() async {
        let sender = ExecSender(program: "/nowhere/tell", arguments: [], timeout: .seconds(5))
        let failure = await sender.send(.sample(), at: Alert.sample().seen)
        #expect(failure?.message == "run /nowhere/tell: No such file or directory")
    }

    @Test func `what hangs is ended with all that it started, also what ignores SIGTERM`() async throws {
        let took = await ContinuousClock().measure {
            let failure = await run(
                """
                trap '' TERM
                sleep 3000 & echo $! > \(folder.path)/child
                exec 2>&-
                while :; do sleep 1; done
                """, limit: .milliseconds(300))
            #expect(failure?.message == "run \(program): not over after 0 s")
        }
        #expect(took < .seconds(10))
        let child = try #require(folder.lines("child").first.flatMap { pid_t($0) })
        // A killed process takes a moment to go, and whoever took it over to reap it.
        let start = ContinuousClock.now
        while isAlive(child), start.duration(to: .now) < .seconds(10) { await Task.yield() }
        #expect(!isAlive(child))
    }

    @Test func `a program that does not read its input is no trouble, and no file of ours is open in it`() async throws
    {
        let open = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/etc/hostname"))
        #expect(
            await run(
                "ls /proc/self/fd > \(folder.path)/open", [], .sample(title: String(repeating: "x", count: 200_000)))
                == nil)
        // The three standard ones and that of `ls` itself.
        #expect(folder.lines("open").count == 4, "\(folder.lines("open"))")
        try open.close()
    }

    private var program: String { "/bin/sh" }

    /// As a script for the shell, not as a program: a file just written may still be open in another test's child.
    private func run(
        _ script: String, _ arguments: [String] = [], _ alert: Alert = .sample(), limit: Duration = .seconds(20)
    ) async -> SendFailure? {
        do {
            let file = try folder.write(script + "\n", to: "script")
            let sender = ExecSender(program: program, arguments: [file] + arguments, timeout: limit)
            return await sender.send(alert, at: alert.seen)
        } catch {
            return SendFailure("\(error)")
        }
    }

    private func isAlive(_ pid: pid_t) -> Bool {
        let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        return status.map { !$0.contains(") Z ") && !$0.contains(") X ") } ?? false
    }
}
