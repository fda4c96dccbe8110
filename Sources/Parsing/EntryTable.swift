// SPDX-License-Identifier: Apache-2.0

/// Owns the records of a feed and the text that they stand in.
// @unchecked: the text behind the pointer is its own from `init` to `deinit`, and is not written in between.
final class EntryTable: @unchecked Sendable {
    let lists: EntryLists
    private let text: ByteBuffer

    init(_ lists: EntryLists, text: ByteBuffer) {
        self.lists = lists
        self.text = text
    }

    deinit {
        text.deallocate()
    }

    /// The text is there as long as `body` runs.
    @inline(__always)
    func withText<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        withExtendedLifetime(self) { body(text.bytes) }
    }

    func string(_ range: TextRange?) -> String? {
        withText { $0.string(range) }
    }

    func markup(_ record: MarkupRecord?) -> Markup? {
        record.map { record in withText { Markup(record, in: $0) } }
    }

    func values<Record, Value>(
        _ records: ArraySlice<Record>, _ make: (Record, UnsafeBufferPointer<UInt8>) -> Value
    ) -> [Value] {
        withText { text in records.map { make($0, text) } }
    }
}

extension Markup {
    init(_ record: MarkupRecord, in text: UnsafeBufferPointer<UInt8>) {
        self.init(
            bytes: Array(text[record.text]), isHTML: record.isHTML, type: record.type.name(in: text),
            base: text.string(record.base), language: text.string(record.language))
    }
}

extension MediaType {
    fileprivate func name(in text: UnsafeBufferPointer<UInt8>) -> String {
        switch self {
        case .plain: "text/plain"
        case .html: "text/html"
        case .xhtml: "application/xhtml+xml"
        case .told(let word): text[word].string
        }
    }
}

extension Link {
    init(_ record: LinkRecord, in text: UnsafeBufferPointer<UInt8>) {
        self.init(href: text[record.href].string, rel: record.rel.name(in: text), type: text.string(record.type))
    }
}

extension Person {
    init(_ record: PersonRecord, in text: UnsafeBufferPointer<UInt8>) {
        self.init(name: text.string(record.name), email: text.string(record.email), uri: text.string(record.uri))
    }
}

extension Category {
    init(_ record: CategoryRecord, in text: UnsafeBufferPointer<UInt8>) {
        self.init(
            term: text[record.term].string, scheme: text.string(record.scheme), label: text.string(record.label))
    }
}

extension Enclosure {
    init(_ record: EnclosureRecord, in text: UnsafeBufferPointer<UInt8>) {
        self.init(url: text[record.url].string, type: text.string(record.type), length: record.length)
    }
}
