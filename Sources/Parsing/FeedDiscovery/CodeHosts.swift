// SPDX-License-Identifier: Apache-2.0
// GitHub and GitLab: Atom feeds beside their pages.

enum CodeHosts {
    /// Releases, tags and commits of a project, or what somebody does.
    static func gitHub(_ address: WebAddress) -> [String] {
        guard let owner = address.path.first, !pagesOfGitHub.contains(owner) else { return [] }
        guard address.path.count > 1 else { return ["https://github.com/\(owner).atom"] }
        let project = "https://github.com/\(owner)/\(address.path[1])/"
        let feeds = [project + "releases.atom", project + "tags.atom", project + "commits.atom"]
        guard address.path.count > 3, ["tree", "commits"].contains(address.path[2]) else {
            return pageFirst(address, feeds)
        }
        return [project + "commits/\(address.path[3...].joined(separator: "/")).atom"] + feeds
    }

    /// A group may hold groups, so that the project is what stands before `/-/`.
    static func gitLab(_ address: WebAddress) -> [String] {
        let parts = Array(address.path.prefix { $0 != "-" })
        guard !parts.isEmpty, !["explore", "users", "help", "dashboard"].contains(parts[0]) else { return [] }
        let page = "https://gitlab.com/" + parts.joined(separator: "/")
        guard parts.count > 1 else { return [page + ".atom"] }
        return [page + "/-/releases.atom", page + "/-/tags?format=atom", page + ".atom"]
    }

    /// The feeds, that of the page itself first.
    private static func pageFirst(_ address: WebAddress, _ feeds: [String]) -> [String] {
        guard address.path.count > 2 else { return feeds }
        let isOfPage = { (feed: String) in feed.hasSuffix("/\(address.path[2]).atom") }
        return feeds.filter(isOfPage) + feeds.filter { !isOfPage($0) }
    }

    private static let pagesOfGitHub: Set<String> = [
        "about", "collections", "explore", "features", "login", "marketplace", "orgs", "pricing", "search", "settings",
        "signup", "sponsors", "topics", "trending",
    ]
}
