// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The cookies of the feeds that want them, in memory. A jar is bounded by `Curl`, the number of jars here.
final class CookieJars: Sendable {
    private let jars = Mutex<[String: [String]]>([:])
    private static let maxJars = 10_000

    /// `nil` without a jar's name: then cookies are neither sent nor kept.
    func cookies(of jar: String?) -> [String]? {
        guard let jar else { return nil }
        return jars.withLock { $0[jar] ?? [] }
    }

    func keep(_ cookies: [String]?, in jar: String?) {
        guard let jar, let cookies else { return }
        jars.withLock { jars in
            if jars.count >= Self.maxJars, jars[jar] == nil { jars.removeAll() }
            jars[jar] = cookies.isEmpty ? nil : cookies
        }
    }
}
