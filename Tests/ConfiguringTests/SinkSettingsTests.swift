// SPDX-License-Identifier: Apache-2.0

import Foundation
import Model
import Testing

@testable import Configuring

@Suite struct SinkSettingsTests {
    private func read(_ sinks: String) throws -> (sinks: [SinkSettings], lines: [String]) {
        let folder = try ConfigurationFolder(["feedwatch.yaml": "alerts:\n  sinks:\n" + sinks])
        let read = folder.read(["CREDENTIALS_DIRECTORY": "/run/credentials/x"])
        return (read.configuration?.alerts.sinks ?? [], folder.lines())
    }

    @Test func `each kind is read with its keys, in the order of the file`() throws {
        let (sinks, lines) = try read(
            """
                hook: {kind: webhook, url: https://h.example/a, secret_file: "${CREDENTIALS_DIRECTORY}/hook"}
                phone: {kind: ntfy, topic: my-topic, expire: 7d, timeout: 5s, template: "{title} — {feed}"}
                team: {kind: slack, url_file: slack.url}
                ours: {kind: mattermost, url_file: /m, allow_private: true, ca_file: ca.pem}
                game: {kind: discord, url_file: /d}
                tg: {kind: telegram, chat: -100123, token_file: /t}
                room: {kind: matrix, server: https://m.example/, room: "!a:m.example", token_file: /x}
                push: {kind: gotify, server: http://g.example, token_file: /g}
                over: {kind: pushover, token_file: /p, user_file: /u, device: phone}

            """)
        #expect(lines == [])
        #expect(sinks.map(\.name) == ["hook", "phone", "team", "ours", "game", "tg", "room", "push", "over"])
        guard sinks.count == 9, case .webhook(let hook) = sinks[0].target, case .ntfy(let phone) = sinks[1].target,
            case .mattermost(let ours) = sinks[3].target, case .telegram(let tg) = sinks[5].target,
            case .matrix(let room) = sinks[6].target
        else { return #expect(Bool(false)) }
        #expect(sinks[0].expire == nil && sinks[1].expire == .seconds(7 * 86_400))
        #expect(hook.secretFile == "/run/credentials/x/hook")
        #expect(phone.server == "https://ntfy.sh" && phone.http.timeout == .seconds(5))
        #expect(phone.template == AlertTemplate(.field(.title), .text(" — "), .field(.feed)))
        #expect(ours.http.allowsPrivateAddress && ours.http.caFile?.hasSuffix("/ca.pem") == true)
        #expect(tg.chat == "-100123")
        #expect(room.server == "https://m.example")
    }

    @Test(arguments: [
        ("    a: {url: https://h.example}\n", "3:8: error: alerts.sinks.a has no kind; add kind: and one of webhook"),
        ("    a: {kind: ntfi, topic: x}\n", "3:15: error: there is no kind of sink 'ntfi'; did you mean 'ntfy'?"),
        ("    a: {kind: exec, command: [/bin/true], expire: 5s}\n", "3:51: error: alerts.sinks.a.expire "),
        ("    a: {kind: webhook}\n", "3:8: error: alerts.sinks.a has no url; add url: https://example.org/alerts"),
        (
            "    a: {kind: webhook, url: https://h.example, topic: x}\n",
            "3:48: error: unknown key 'topic' in alerts.sinks.a; known here: kind, url"
        ),
        ("    a: {kind: ntfy, topic: x y}\n", "3:28: error: alerts.sinks.a.topic takes up to 64 letters"),
        ("    a: {kind: webhook, url: h.example}\n", "3:29: error: alerts.sinks.a.url takes an http or https URL"),
        (
            "    a: {kind: webhook, url: 'https://u:p@h.example'}\n",
            "3:29: error: alerts.sinks.a.url takes an http or https URL such as https://example.org, not "
        ),
        ("    log: {kind: ntfy, topic: x}\n", "3:5: error: the name 'log' belongs to the sink that is always there"),
        ("    my phone: {kind: ntfy, topic: x}\n", "3:5: error: 'my phone' cannot be a sink's name"),
        ("    a: https://h.example\n", "3:8: error: alerts.sinks.a takes a mapping of keys to values"),
        (
            "    a: {kind: ntfy, topic: x, template: 'New: {tittle}'}\n",
            "3:48: error: there is no field 'tittle' in an alert; did you mean 'title'?"
        ),
        (
            "    a:\n      kind: ntfy\n      topic: x\n      template: |\n        {title}\n        in {feed\n",
            "8:12: error: a brace without its partner; write {{ or }}"
        ),
        ("    a: {kind: ntfy, topic: x, template: {title}}\n", "3:41: error: alerts.sinks.a.template takes a text"),
        (
            "    a: {kind: matrix, server: https://m.example, room: '#a:m', token_file: /x}\n",
            "3:56: error: alerts.sinks.a.room takes a room's id such as '!abc:example.org', not '#a:m'; the room's"
        ),
    ])
    func `what is wrong with a sink is shown where it stands`(yaml: String, line: String) throws {
        let (_, lines) = try read(yaml)
        #expect(lines.count == 1, "\(lines)")
        #expect(lines.first?.hasPrefix("feedwatch.yaml:" + line) == true, "\(lines)")
    }

    @Test(arguments: ["feedwatch.yaml", "installed/feedwatch.yaml"])
    func `the manual has an example of each kind with all its keys, and is right`(name: String) throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../Config/" + name)
        let text = try String(contentsOf: path, encoding: .utf8)
        let start = try #require(text.range(of: "  # sinks:\n"))
        let example = text[start.upperBound...].split(separator: "\n\n", maxSplits: 1)[0]
        let lines = example.split(separator: "\n").map { "  " + $0.dropFirst(4) }
        let (sinks, problems) = try read(lines.joined(separator: "\n") + "\n")
        #expect(problems == [])
        let kinds = Set(lines.compactMap { $0.firstMatch(of: #/kind: (\w+)/#).map { String($0.1) } })
        // Slack stands for the other two that are told by an incoming webhook.
        #expect(kinds == Set(SinkKind.all.map(\.name)).subtracting(["mattermost", "discord"]))
        #expect(sinks.count == kinds.count)
        for key in ["expire", "timeout", "ca_file", "allow_private", "template"] {
            #expect(text.contains("#   \(key): "), "\(key)")
        }
    }

    @Test func `a topic names sinks of the user's own, and a name that no sink has is an error`() throws {
        let folder = try ConfigurationFolder([
            "feedwatch.yaml": "alerts: {journal: auto, sinks: {phone: {kind: ntfy, topic: x}}}",
            "topics/t.yaml": "signals: [+1.0 Taiwan]\nsinks: [journal, phone, phnoe]\n",
        ])
        #expect(folder.lines() == ["topics/t.yaml:2:25: error: there is no sink 'phnoe'; did you mean 'phone'?"])
    }

    @Test func `a sink with a fault is not said to be missing, too`() throws {
        let folder = try ConfigurationFolder([
            "feedwatch.yaml": "alerts: {sinks: {phone: {kind: ntfy}}}",
            "topics/t.yaml": "signals: [+1.0 Taiwan]\nsinks: [phone]\n",
        ])
        #expect(folder.lines().count == 1)
    }

    @Test func `the schema knows each kind by its word, with what it needs`() throws {
        let data = Data(ConfigurationSchema.json(for: .feedwatch).utf8)
        let schema = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let main = try #require(schema["properties"] as? [String: [String: Any]])
        let alerts = try #require(main["alerts"]?["properties"] as? [String: [String: Any]])
        let kinds = try #require(
            (alerts["sinks"]?["additionalProperties"] as? [String: Any])?["oneOf"] as? [[String: Any]])
        let words = kinds.compactMap { (($0["properties"] as? [String: Any])?["kind"] as? [String: String])?["const"] }
        #expect(words == SinkKind.all.map(\.name))
        #expect(kinds.allSatisfy { ($0["required"] as? [String])?.first == "kind" })
        #expect(alerts["webhook"] == nil)
    }
}
