// SPDX-License-Identifier: Apache-2.0
// What all sinks that are told over HTTP have in common.

import Model

/// How a sink's server is spoken to.
package struct HTTPSinkSettings: Sendable, Hashable {
    /// For one alert, the connection included.
    package var timeout = Duration.seconds(15)
    /// A PEM file; absolute. `nil` for the system's authorities.
    package var caFile: String?
    /// Whether the server may be on a loopback, link-local or private network.
    package var allowsPrivateAddress = false
}

/// A sink that is told over HTTP.
protocol HTTPSinkForm: SinkForm {
    var http: HTTPSinkSettings { get set }
}

extension HTTPSinkForm {
    static var httpSettings: [Setting<Self>] {
        [
            .value(
                "timeout", \.http.timeout, .duration(.seconds(1)...(.seconds(900))),
                "The longest time for one alert, connecting included; then it is tried again later."),
            .optional("ca_file", \.http.caFile, .path, "A file of CA certificates (PEM), in place of the system's."),
            .value(
                "allow_private", \.http.allowsPrivateAddress, .bool,
                "Whether the server may be on a loopback, link-local or private network."),
        ]
    }
}

/// A sink whose text people read.
protocol TextSinkForm: HTTPSinkForm {
    var template: AlertTemplate? { get set }
}

extension TextSinkForm {
    static var textSettings: [Setting<Self>] {
        [.optional("template", \.template, .template, AlertTemplate.help)] + httpSettings
    }
}

extension AlertTemplate {
    static let help =
        "The text, in place of the usual one. Fields: "
        + AlertField.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ") + "; {{ and }} are braces."
}
