// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

extension FeedServer {
    /// What the server answers at a path.
    package struct Response: Sendable {
        package var body: [UInt8]
        package var status: Int
        /// Beside those that the server sets itself; the same name may come more than once.
        package var headers: [(name: String, value: String)]
        /// `nil` makes one from the body. A request with it in `If-None-Match` is answered 304.
        package var etag: String?
        /// A request with it in `If-Modified-Since`, and without `If-None-Match`, is answered 304.
        package var lastModified: String?
        /// Without: the body is sent each time.
        package var isConditional: Bool
        package var contentType: String
        package var delay: Duration
        /// Compresses the body if the client accepts gzip.
        package var gzip: Bool
        /// Never answers.
        package var hang: Bool

        package init(
            body: [UInt8] = [], status: Int = 200, headers: [(name: String, value: String)] = [],
            etag: String? = nil, lastModified: String? = nil, isConditional: Bool = true,
            contentType: String = "application/xml", delay: Duration = .zero, gzip: Bool = false, hang: Bool = false
        ) {
            self.body = body
            self.status = status
            self.headers = headers
            self.etag = etag
            self.lastModified = lastModified
            self.isConditional = isConditional
            self.contentType = contentType
            self.delay = delay
            self.gzip = gzip
            self.hang = hang
        }

        package init(_ text: String) {
            self.init(body: Array(text.utf8))
        }

        package static func redirect(to target: String, status: Int = 302) -> Response {
            Response(status: status, headers: [("Location", target)])
        }
    }
}

extension FeedServer.Response {
    func answer(to request: FeedServer.Request) async throws -> Hummingbird.Response {
        if hang { try await Task.sleep(for: .seconds(3_600)) }
        if delay > .zero { try await Task.sleep(for: delay) }
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        guard status == 200 else { return answer(.init(code: status), fields, body) }
        fields[.contentType] = contentType
        if isConditional {
            fields[.eTag] = tag
            fields[.lastModified] = lastModified
            if isUnchanged(for: request) { return answer(.notModified, fields, []) }
        }
        guard gzip, request["Accept-Encoding"]?.contains("gzip") == true else { return answer(.ok, fields, body) }
        fields[.contentEncoding] = "gzip"
        return answer(.ok, fields, body.gzipped)
    }

    private var tag: String {
        etag ?? "\"\(body.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })\""
    }

    private func isUnchanged(for request: FeedServer.Request) -> Bool {
        if let known = request["If-None-Match"] { return known == tag }
        return lastModified != nil && request["If-Modified-Since"] == lastModified
    }

    private func answer(_ status: HTTPResponse.Status, _ fields: HTTPFields, _ bytes: [UInt8]) -> Hummingbird.Response {
        Hummingbird.Response(status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
