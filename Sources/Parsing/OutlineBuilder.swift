// SPDX-License-Identifier: Apache-2.0

import XML2

/// Collects the feeds among the outlines of an OPML document.
struct OutlineBuilder {
    private(set) var feeds: [OPMLFeed] = []
    private(set) var isOPML = false
    private var depth = 0
    /// The folders that are open, with their depths.
    private var folders: [(depth: Int, name: String)] = []

    static func build(_ body: (XMLHandler) throws(XMLError) -> Void) throws(XMLError) -> OutlineBuilder {
        let pointer = UnsafeMutablePointer<OutlineBuilder>.allocate(capacity: 1)
        pointer.initialize(to: OutlineBuilder())
        defer {
            pointer.deinitialize(count: 1)
            pointer.deallocate()
        }
        try body(
            XMLHandler(
                context: UnsafeMutableRawPointer(pointer),
                start: { $0.assumingMemoryBound(to: OutlineBuilder.self).pointee.start($1) },
                end: { $0.assumingMemoryBound(to: OutlineBuilder.self).pointee.end() },
                text: { _, _, _ in }))
        return pointer.pointee
    }

    private mutating func start(_ element: XMLElement) {
        depth += 1
        switch String(cString: element.local).lowercased() {
        case "opml": isOPML = true
        case "outline":
            isOPML = isOPML || depth <= 3
            outline(element)
        case "body": isOPML = isOPML || depth == 1
        default: break
        }
    }

    private mutating func outline(_ element: XMLElement) {
        let name = [element.attribute("title"), element.attribute("text")].compactMap { $0 }.first { !$0.isEmpty }
        if let url = element.attribute("xmlUrl"), !url.isEmpty {
            feeds.append(OPMLFeed(url: url, title: name, tags: folders.map(\.name) + categories(of: element)))
        } else if let name {
            folders.append((depth, name))
        }
    }

    private func categories(of element: XMLElement) -> [String] {
        let list = element.attribute("category") ?? ""
        return list.split(separator: ",").flatMap { $0.split(separator: "/") }
            .map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
    }

    private mutating func end() {
        if folders.last?.depth == depth { folders.removeLast() }
        depth -= 1
    }
}
