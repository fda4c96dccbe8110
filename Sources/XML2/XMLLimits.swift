// SPDX-License-Identifier: Apache-2.0
// What one document may cost. Feeds are hostile: each bound is checked before or between the bytes that reach libxml2.

/// Bounds on one XML document.
package struct XMLLimits: Sendable, Hashable {
    /// Bytes of one start or end tag. One call of libxml2 cannot be interrupted, so a tag is measured before.
    package var maxTagBytes = 64 << 10
    /// libxml2 2.9 compares each attribute of a tag with each other.
    package var maxAttributes = 256
    /// Bytes between the brackets of a DOCTYPE. The subset itself is never read.
    package var maxInternalSubsetBytes = 4 << 10
    /// Comments and processing instructions together; they are cut out before libxml2 sees them.
    package var maxAsides = 20_000
    /// Open elements at once.
    package var maxDepth = 256
    /// Different names of elements, attributes and namespaces. The look-up of libxml2 2.9 is slow with many.
    package var maxNames = 20_000
    /// Errors that libxml2 can go on after (undeclared prefixes and the like) until the parse is stopped.
    package var maxErrors = 1_000
    /// CPU time of the calling thread, looked at between chunks.
    package var cpuTime: Duration = .seconds(2)

    package init() {}
}
