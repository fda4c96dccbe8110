// SPDX-License-Identifier: Apache-2.0
// JSON Feed 1.0 and 1.1 (jsonfeed.org).

import Model
import Testing

@testable import Parsing

@Suite struct JSONFeedTests {
    private let whole = """
        {"version": "https://jsonfeed.org/version/1.1", "title": "T <b> & co", "description": "D",
         "home_page_url": "https://j.example/", "feed_url": "https://j.example/feed.json", "language": "en-GB",
         "icon": "https://j.example/icon.png", "favicon": "https://j.example/fav.png",
         "authors": [{"name": "Ann", "url": "https://j.example/ann", "avatar": "x"}, {}],
         "items": [
          {"id": "1", "url": "https://j.example/1", "external_url": "https://x.example/", "title": "One",
           "content_html": "<p>H<script>x</script></p>", "content_text": "H < 1", "summary": "S",
           "date_published": "2024-01-05T10:00:00+01:00", "date_modified": "2024-01-06T00:00:00Z",
           "tags": ["a", "b", ""], "language": "fr", "authors": [{"name": "Bob"}],
           "attachments": [{"url": "https://j.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12}]},
          {"id": 2, "external_url": "https://x.example/2", "date_published": "soon"}, "no item"]}
        """

    @Test func `a feed has all its values`() throws {
        let feed = try Sample.feed(whole)
        #expect(feed.format == .jsonfeed11)
        #expect(feed.titleText == "T <b> & co")
        #expect(feed.subtitle?.line == "D")
        #expect(feed.link == "https://j.example/")
        #expect(feed.id == "https://j.example/feed.json")
        #expect(feed.language == "en-GB")
        #expect(feed.image == "https://j.example/icon.png")
        #expect(feed.authors == [Person(name: "Ann", uri: "https://j.example/ann")])
        #expect(feed.entries.count == 2)
    }

    @Test func `an entry has all its values`() throws {
        let entry = try Sample.feed(whole).entries[0]
        #expect(entry.id == "1")
        #expect(entry.link == "https://j.example/1")
        #expect(entry.links.map(\.rel) == ["alternate", "related"])
        #expect(entry.contents.map(\.sanitised) == ["<p>H</p>", "H < 1"])
        #expect(entry.summary?.line == "S")
        #expect(entry.published?.rfc3339 == "2024-01-05T09:00:00Z")
        #expect(entry.updated?.rfc3339 == "2024-01-06T00:00:00Z")
        #expect(entry.categories.map(\.term) == ["a", "b"])
        #expect(entry.authors == [Person(name: "Bob")])
        #expect(entry.enclosures == [Enclosure(url: "https://j.example/a.mp3", type: "audio/mpeg", length: 12)])
        #expect(entry.language == "fr")
    }

    @Test func `what is lacking or of the wrong type is absent`() throws {
        let entry = try Sample.feed(whole).entries[1]
        #expect(entry.id == "2")
        #expect(entry.link == "https://x.example/2")
        #expect(entry.published == nil)
        let feed = try Sample.feed("{\"version\":\"https://jsonfeed.org/version/1\",\"title\":[],\"items\":{}}")
        #expect(feed.format == .jsonfeed10)
        #expect(feed.title == nil)
        #expect(feed.entries.isEmpty)
    }

    @Test func `version 1 has one author, and a list that is empty takes nothing away`() throws {
        for authors in ["", "\"authors\":[],"] {
            let feed = try Sample.feed(
                "{\"version\":\"https://jsonfeed.org/version/1\",\(authors)\"author\":{\"name\":\"Ann\"},\"items\":[]}")
            #expect(feed.authors == [Person(name: "Ann")])
        }
    }

    @Test func `links stand on the document's address`() throws {
        let json = "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"url\":\"/x\"}]}"
        #expect(try Sample.feed(json, base: "https://j.example/feed").entries[0].link == "https://j.example/x")
    }
}
