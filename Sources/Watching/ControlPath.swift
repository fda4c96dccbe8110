// SPDX-License-Identifier: Apache-2.0

/// Where the control socket is.
package enum ControlPath {
    /// The place the daemon listens at: `control` in the service's runtime directory, else beside the store.
    package static func toListen(store: String, environment: [String: String]) -> String {
        environment["RUNTIME_DIRECTORY"].map { $0 + "/control" } ?? store + ".control"
    }

    /// The places a command looks at, in order: as the service itself, beside the store, and in the runtime directory of
    /// the service whose configuration is meant. `configuration` is the path to the directory or to its main file.
    package static func toAsk(store: String, environment: [String: String], configuration: String) -> [String] {
        let own = environment["RUNTIME_DIRECTORY"].map { $0 + "/control" }
        let service = runtimeDirectory(ofServiceWith: configuration).map { $0 + "/control" }
        return [own, store + ".control", service].compactMap(\.self)
    }

    /// As the units name it: `/run/feedwatch` for `/etc/feedwatch` (feedwatch.service), `/run/feedwatch-NAME` for
    /// `/etc/feedwatch/NAME` (feedwatch@NAME.service), `nil` for any other configuration.
    private static func runtimeDirectory(ofServiceWith configuration: String) -> String? {
        var parts = configuration.split(separator: "/")
        if parts.last == "feedwatch.yaml" { parts.removeLast() }
        let isService = configuration.hasPrefix("/") && parts.starts(with: ["etc", "feedwatch"]) && parts.count <= 3
        guard isService else { return nil }
        return "/run/" + parts.dropFirst().joined(separator: "-")
    }
}
