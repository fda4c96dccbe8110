// SPDX-License-Identifier: Apache-2.0

/// Paths as text. `..` stays as it is: what it means beyond a symbolic link only the kernel knows.
enum PathText {
    /// `path` if it is absolute, else below `directory`, without `.` and empty parts.
    static func absolute(_ path: String, from directory: String) -> String {
        let whole = path.hasPrefix("/") ? path : directory + "/" + path
        return "/" + whole.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    }

    /// `name` in `directory` as the user would write it: `feeds.yaml` in `.` is `feeds.yaml`.
    static func joined(_ directory: String, _ name: String) -> String {
        if directory.isEmpty || directory == "." { return name }
        return directory.hasSuffix("/") ? directory + name : directory + "/" + name
    }

    /// The directory part; `.` where there is none.
    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// systemd.exec(5), LoadCredential=. Outside the service, where the variable is not set, its usual value is taken,
    /// so that a check by hand sees the same configuration.
    static func expandingCredentials(_ path: String, _ environment: [String: String]) -> String {
        let variable = "${CREDENTIALS_DIRECTORY}"
        guard path.hasPrefix(variable) else { return path }
        let directory = environment["CREDENTIALS_DIRECTORY"] ?? "/run/credentials/feedwatch.service"
        return directory + path.dropFirst(variable.count)
    }
}
