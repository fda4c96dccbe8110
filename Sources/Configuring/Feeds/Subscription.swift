// SPDX-License-Identifier: Apache-2.0
// A feed as a subscription list or a command names it, before it is one of the configuration.

/// A feed that is to be one of the configuration.
package struct Subscription: Sendable, Hashable {
    package var url: String
    package var title: String?
    package var tags: [String]
    package var every: Duration?
    /// The ids of the only topics that look at it; `nil` for all.
    package var topics: [String]?
    package var allowsPrivateAddress = false
    /// Where the list names it: 1-based.
    package var line: Int
    package var column: Int

    package init(url: String, title: String? = nil, tags: [String] = [], line: Int = 1, column: Int = 1) {
        self.url = url
        self.title = title
        self.tags = tags
        self.line = line
        self.column = column
    }

    /// The address for messages: a user name and password in it are not shown.
    package var shownURL: String { FeedURL.withoutCredentials(url) }

    /// What keeps it from being a feed; `nil` where nothing does. `file` is the list.
    package func problem(in file: String) -> Problem? {
        do throws(FeedURL.Fault) {
            _ = try feedURL(directory: "/")
            return nil
        } catch {
            return problem(error, in: file)
        }
    }

    /// The address that it has as a feed. A list comes from somebody else, whose word is no leave to read files here.
    func feedURL(directory: String) throws(FeedURL.Fault) -> FeedURL {
        let address = try FeedURL.read(url, directory: directory)
        guard !address.url.hasPrefix("file:") else {
            throw FeedURL.Fault(
                "a subscription list cannot name a file of this machine", "if you want it, write it into feeds.yaml")
        }
        return address
    }

    func problem(_ fault: FeedURL.Fault, in file: String) -> Problem {
        Problem(
            file: file, line: line, column: column,
            message: "\(shownURL.quoted): \(fault.message)", advice: fault.advice)
    }
}
