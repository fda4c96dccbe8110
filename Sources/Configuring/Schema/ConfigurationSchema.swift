// SPDX-License-Identifier: Apache-2.0
// A JSON Schema (draft 2020-12) per file, from the declarations that read them, so that an editor completes and checks
// what feedwatch accepts.

/// The schemas of the configuration's files.
package enum ConfigurationSchema {
    /// The raw value is the name of the schema's file in `Config/schema`, without `.json`.
    package enum File: String, Sendable, CaseIterable {
        /// feedwatch.yaml
        case feedwatch
        /// feeds.yaml and feeds.d/*.yaml
        case feeds
        /// topics/*.yaml
        case topic
    }

    /// The schema as JSON text, indented, with a final line feed.
    package static func json(for file: File) -> String {
        let schema =
            switch file {
            case .feedwatch: MainSettings.section.schema(MainSettings())
            case .feeds: FeedListSettings.section.schema(FeedListSettings())
            case .topic: TopicSettings.section.schema(TopicSettings(), required: ["signals"])
            }
        let head: [(key: String, value: JSON)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("feedwatch: \(file.rawValue)")),
        ]
        guard case .object(let members) = schema else { return schema.text() + "\n" }
        return JSON.object(head + members).text() + "\n"
    }
}
