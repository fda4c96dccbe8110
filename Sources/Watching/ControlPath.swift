// SPDX-License-Identifier: Apache-2.0

/// Where the control socket is.
package enum ControlPath {
    /// The place the daemon listens at: `control` in the service's runtime directory, else beside the store.
    package static func toListen(store: String, environment: [String: String]) -> String {
        environment["RUNTIME_DIRECTORY"].map { $0 + "/control" } ?? store + ".control"
    }

    /// The places a command looks at, in order; the system service's only where its configuration is meant.
    package static func toAsk(store: String, environment: [String: String], isService: Bool) -> [String] {
        let own = environment["RUNTIME_DIRECTORY"].map { $0 + "/control" }
        return [own, store + ".control", isService ? "/run/feedwatch/control" : nil].compactMap(\.self)
    }
}
