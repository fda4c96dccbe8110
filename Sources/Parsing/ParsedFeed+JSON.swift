// SPDX-License-Identifier: Apache-2.0
// The line that `feedwatch parse` prints for a feed.

import Model

extension ParsedFeed {
    /// One JSON object without a line feed: titles as plain text, summaries and contents as sanitised HTML, dates in
    /// RFC 3339, what is absent as `null`.
    package func jsonLine() -> String {
        var json = JSONWriter()
        json.object { json in
            json.field("format", format.rawValue)
            json.field("title", title?.line)
            json.field("subtitle", subtitle?.line)
            json.field("link", link)
            json.field("language", language)
            json.field("updated", updated?.rfc3339)
            json.field("id", id)
            json.field("author", object: authors.first.map { person in { person.write(to: &$0) } })
            json.field("authors", array: authors) { json, person in json.object { person.write(to: &$0) } }
            json.field("image", image)
            json.field("ttl", ttl)
            json.field("entries", array: entries) { json, entry in json.object { entry.write(to: &$0) } }
            json.field("warnings", array: warnings) { json, warning in json.element(warning) }
        }
        return json.text
    }
}

extension ParsedEntry {
    fileprivate func write(to json: inout JSONWriter) {
        json.field("id", id)
        json.field("title", title?.line)
        json.field("link", link)
        json.field("links", array: links) { json, link in
            json.object {
                $0.field("href", link.href)
                $0.field("rel", link.rel)
                $0.field("type", link.type)
            }
        }
        json.field("summary", summary?.sanitised)
        json.field("content", array: contents) { json, content in
            json.object {
                $0.field("value", content.sanitised)
                $0.field("type", content.type)
                $0.field("language", content.language)
            }
        }
        json.field("published", published?.rfc3339)
        json.field("updated", updated?.rfc3339)
        writeRest(to: &json)
    }

    private func writeRest(to json: inout JSONWriter) {
        json.field("authors", array: authors) { json, person in json.object { person.write(to: &$0) } }
        json.field("categories", array: categories) { json, category in
            json.object {
                $0.field("term", category.term)
                $0.field("scheme", category.scheme)
                $0.field("label", category.label)
            }
        }
        json.field("enclosures", array: enclosures) { json, enclosure in
            json.object {
                $0.field("url", enclosure.url)
                $0.field("type", enclosure.type)
                $0.field("length", enclosure.length)
            }
        }
        json.field("comments", comments)
        json.field(
            "source",
            object: source.map { source in
                {
                    $0.field("title", source.title)
                    $0.field("url", source.url)
                }
            })
    }
}

extension Person {
    fileprivate func write(to json: inout JSONWriter) {
        json.field("name", name)
        json.field("email", email)
        json.field("uri", uri)
    }
}

extension Markup {
    /// As HTML that is safe to show.
    package var sanitised: String {
        isHTML ? HTMLSanitizer.sanitise(bytes, base: base) : HTMLSanitizer.escape(bytes)
    }
}
