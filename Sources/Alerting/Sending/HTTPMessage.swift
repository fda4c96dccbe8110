// SPDX-License-Identifier: Apache-2.0

package import Model

/// A request that tells one alert.
package struct HTTPMessage: Sendable, Hashable {
    package enum Method: String, Sendable, Hashable {
        case post = "POST"
        case put = "PUT"
    }

    package struct Field: Sendable, Hashable {
        package let name: String
        package let value: String
    }

    package var method = Method.post
    package var url: String
    /// Beside Content-Type and Content-Length.
    package var fields: [Field] = []
    /// JSON in UTF-8.
    package var body: [UInt8]

    init(url: String, body: [UInt8]) {
        self.url = url
        self.body = body
    }

    mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }
}

/// How a service wants to be told of alerts. Pure: the same alert gives the same message.
package protocol AlertFormat: Sendable {
    func message(for alert: Alert, at now: Timestamp) -> HTTPMessage

    /// What must not be shown to anybody, should the server repeat it.
    var secrets: [String] { get }
}
