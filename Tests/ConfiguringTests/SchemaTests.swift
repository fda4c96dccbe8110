// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Configuring

@Suite struct SchemaTests {
    private func schema(_ file: ConfigurationSchema.File) throws -> [String: Any] {
        let data = Data(ConfigurationSchema.json(for: file).utf8)
        return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test(arguments: ConfigurationSchema.File.allCases)
    func `every key has a description, keys of later versions are left out`(file: ConfigurationSchema.File) throws {
        let properties = try #require(try schema(file)["properties"] as? [String: [String: Any]])
        #expect(properties.values.allSatisfy { ($0["description"] as? String)?.hasSuffix(".") == true })
        #expect(properties["dashboard"] == nil)
    }

    @Test func `types, defaults and ranges come from the settings`() throws {
        let main = try #require(try schema(.feedwatch)["properties"] as? [String: [String: Any]])
        let fetch = try #require(main["fetch"]?["properties"] as? [String: [String: Any]])
        #expect(fetch["interval"]?["default"] as? String == "30m")
        #expect(fetch["per_host"]?["type"] as? String == "integer")
        #expect(fetch["per_host"]?["minimum"] as? Int == 1)
        #expect(fetch["max_body"]?["default"] as? String == "16MiB")
        #expect(try schema(.topic)["required"] as? [String] == ["signals"])
    }

    private static let root =
        URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The shipped files and their schemas.
    private static let files: [(schema: ConfigurationSchema.File, path: String)] =
        [
            (.feedwatch, "Config/feedwatch.yaml"), (.feedwatch, "Config/installed/feedwatch.yaml"),
            (.feeds, "Config/feeds.yaml"),
        ]
        + ["ai-regulation", "chips", "fentanyl", "gaza-truce", "nato", "taiwan", "ukraine-support", "us-china"]
        .map { (.topic, "Config/topics/\($0).yaml") }

    @Test(arguments: ConfigurationSchema.File.allCases)
    func `the shipped schema is the one that the settings make`(file: ConfigurationSchema.File) throws {
        let shipped = try String(contentsOfFile: Self.root + "/Config/schema/\(file.rawValue).json", encoding: .utf8)
        #expect(shipped == ConfigurationSchema.json(for: file), "run make schema")
    }

    @Test(arguments: files)
    func `a shipped file is as its schema says, and names it`(schema: ConfigurationSchema.File, path: String) throws {
        #expect(try validate(Self.root + "/" + path, schema) == "")
        let line = try String(contentsOfFile: Self.root + "/" + path, encoding: .utf8).prefix { $0 != "\n" }
        let folder = path.contains("/topics/") ? "../schema" : "schema"
        #expect(line == "# yaml-language-server: $schema=\(folder)/\(schema.rawValue).json")
    }

    @Test(arguments: [
        (ConfigurationSchema.File.topic, "signals: [China]\n", "does not look like"),
        (.topic, "name: x\n", "no signals"),
        (.topic, "signals: [+1 x]\nthresold: 1\n", "unknown key thresold"),
        (.topic, "signals: [+1 x]\npriority: loud\n", "is none of"),
        (.topic, "signals: [+1 x]\ngroups: {us: US}\n", "string instead of array or null"),
        (.feeds, "feeds: [{title: x}]\n", "no url"),
        (.feedwatch, "fetch: {interval: 5 minutes}\n", "does not look like"),
        (.feedwatch, "alerts: {sinks: {a: {kind: ntfy}}}\n", "is none of the kinds"),
        (.feedwatch, "fetch: {per_host: 0}\n", "is below"), (.feedwatch, "fetch: {intervall: 5m}\n", "unknown key"),
    ])
    func `what the reader refuses the schema refuses`(schema: ConfigurationSchema.File, yaml: String, problem: String)
        throws
    {
        let folder = try ConfigurationFolder(["x.yaml": yaml])
        #expect(try validate(folder.path("x.yaml"), schema).contains(problem))
    }

    @Test(arguments: [
        (
            ConfigurationSchema.File.topic,
            "signals: [+1.0 title: x, '-2 y']\ngroups: {us: [2024, NO, 12:30]}\nrequire:\n"
        ),
        (.feeds, "feeds:\n"), (.feeds, ""), (.feedwatch, ""), (.feedwatch, "fetch:\nalerts: {journal: true}\n"),
        (.feedwatch, "alerts: {sinks: {a: {kind: ntfy, topic: x}, b: {kind: exec, command: [/bin/true]}}}\n"),
    ])
    func `what the reader takes the schema takes`(schema: ConfigurationSchema.File, yaml: String) throws {
        let folder = try ConfigurationFolder(["x.yaml": yaml])
        #expect(try validate(folder.path("x.yaml"), schema) == "")
    }

    /// What `.ci/validate` says of a file.
    private func validate(_ path: String, _ schema: ConfigurationSchema.File) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: Self.root + "/.ci/validate")
        process.arguments = [Self.root + "/Config/schema/\(schema.rawValue).json", path]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }
}
