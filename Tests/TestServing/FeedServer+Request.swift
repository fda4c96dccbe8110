// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

extension FeedServer {
    /// What the server was asked.
    package struct Request: Sendable {
        /// Without the query.
        package let path: String
        /// In the order of arrival; names as HTTP/2 writes them, in lower case.
        package let headers: [(name: String, value: String)]

        /// Address and port of the client: the same for all requests over one connection.
        package let peer: String

        /// The first value of a header field; letter case does not matter. `Host` is `:authority`'s.
        package subscript(_ name: String) -> String? {
            headers.first { $0.name == name.lowercased() }?.value
        }
    }
}

extension FeedServer.Request {
    init(_ request: Hummingbird.Request, peer: String) {
        self.peer = peer
        path = request.uri.path
        headers = request.headers.map { ($0.name.canonicalName, $0.value) }
    }
}
