// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where the configuration is.
package enum ConfigurationLocation {
    /// The path to read: `option` (`--config`), else `$FEEDWATCH_CONFIG`, else `$XDG_CONFIG_HOME/feedwatch`
    /// (`$HOME/.config/feedwatch` where the variable is not set) if it holds a feedwatch.yaml, else `/etc/feedwatch`.
    /// It may name the directory or the main file, and may not exist. An empty variable counts as not set.
    package static func resolve(option: String?, environment: [String: String]) -> String {
        if let option { return option }
        if let named = environment["FEEDWATCH_CONFIG"], !named.isEmpty { return named }
        return userDirectory(environment) ?? "/etc/feedwatch"
    }

    /// XDG Base Directory Specification: a relative `$XDG_CONFIG_HOME` is invalid and ignored.
    private static func userDirectory(_ environment: [String: String]) -> String? {
        let named = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let usual = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.config" : nil }
        guard let directory = (named ?? usual).map({ PathText.joined($0, "feedwatch") }),
            FileManager.default.fileExists(atPath: PathText.joined(directory, ConfigurationDirectory.mainName))
        else { return nil }
        return directory
    }
}
