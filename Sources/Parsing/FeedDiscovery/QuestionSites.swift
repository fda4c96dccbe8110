// SPDX-License-Identifier: Apache-2.0
// The sites of Stack Exchange, which are built alike.

enum QuestionSites {
    static func isOne(_ address: WebAddress) -> Bool {
        address.isAt("stackexchange.com") || hosts.contains { address.isAt($0) }
    }

    static func feeds(of address: WebAddress) -> [String] {
        let root = address.origin + "/feeds"
        let path = address.path
        guard path.count > 1 else { return [root] }
        switch (path[0], path[1]) {
        case ("questions", "tagged"): return path.count > 2 ? [root + "/tag?tagnames=\(path[2])&sort=newest"] : [root]
        case ("questions", let id) where id.allSatisfy(\.isNumber): return [root + "/question/" + id, root]
        case ("users", let id) where id.allSatisfy(\.isNumber): return [root + "/user/" + id]
        default: return [root]
        }
    }

    private static let hosts = [
        "stackoverflow.com", "serverfault.com", "superuser.com", "askubuntu.com", "mathoverflow.net", "stackapps.com",
    ]
}
