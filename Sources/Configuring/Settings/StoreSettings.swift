// SPDX-License-Identifier: Apache-2.0

/// Where everything that was read is kept.
package struct StoreSettings: Sendable, Hashable {
    /// The SQLite database; absolute. By default `feedwatch.db` in `$STATE_DIRECTORY`, or `state/feedwatch.db` beside
    /// the configuration.
    package var path = "state/feedwatch.db"

    package init() {}

    static let section = Section<StoreSettings>([
        .value(
            "path", \.path, .path, isOverridable: true,
            "The database file, relative to the configuration's directory. Default: feedwatch.db in $STATE_DIRECTORY "
                + "where systemd sets it, else state/feedwatch.db.")
    ])
}
