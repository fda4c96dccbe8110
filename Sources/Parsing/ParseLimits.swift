// SPDX-License-Identifier: Apache-2.0

package import XML2

/// What one feed may cost.
package struct ParseLimits: Sendable, Hashable {
    package var xml = XMLLimits()
    /// Entries beyond that are dropped with a warning.
    package var maxEntries = 10_000
    /// Authors, categories, links, enclosures and contents of one entry, each; more are dropped.
    package var maxParts = 256
    /// Bytes of one text of an entry; the rest is cut off.
    package var maxTextBytes = 1 << 20
    /// Of the whole document, after decompression and conversion to UTF-8.
    package var maxDocumentBytes = 64 << 20
    /// Of what comes out of a gzipped document: a little file must not cost as much as a large one.
    package var maxExpandedBytes = 16 << 20
    /// Nested arrays and objects of JSON.
    package var maxJSONDepth = 64
    /// Values of a JSON document. Each costs some 300 bytes until the feed is read.
    package var maxJSONValues = 150_000

    package init() {}
}
