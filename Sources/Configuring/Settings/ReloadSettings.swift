// SPDX-License-Identifier: Apache-2.0

/// How an edit of the configuration comes into force.
package struct ReloadSettings: Sendable, Hashable {
    /// Whether the daemon looks at its files by itself; else it waits to be asked.
    package var watch = true

    package init() {}

    static let section = Section<ReloadSettings>([
        .value(
            "watch", \.watch, .bool,
            "Whether a changed file is read as soon as it is saved; else by `feedwatch reload` or SIGHUP alone.")
    ])
}
