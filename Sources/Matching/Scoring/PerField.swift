// SPDX-License-Identifier: Apache-2.0

import Model

/// One value for each field, without the cost of a dictionary.
struct PerField<Value: Sendable>: Sendable {
    private var title: Value
    private var summary: Value
    private var content: Value
    private var categories: Value
    private var author: Value
    private var url: Value

    init(_ value: Value) {
        title = value
        summary = value
        content = value
        categories = value
        author = value
        url = value
    }

    subscript(_ field: Field) -> Value {
        get {
            switch field {
            case .title: title
            case .summary: summary
            case .content: content
            case .categories: categories
            case .author: author
            case .url: url
            }
        }
        set {
            switch field {
            case .title: title = newValue
            case .summary: summary = newValue
            case .content: content = newValue
            case .categories: categories = newValue
            case .author: author = newValue
            case .url: url = newValue
            }
        }
    }
}

extension PerField<Double> {
    /// The highest of the values, at least 0.
    var highest: Double { max(0, title, summary, content, categories, author, url) }
}
