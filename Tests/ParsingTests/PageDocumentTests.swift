// SPDX-License-Identifier: Apache-2.0

import Model
import Parsing
import Testing

@Suite struct PageDocumentTests {
    @Test func `a page is its title and its visible text`() {
        let page = """
            <!doctype html><html><head><TITLE>\n A &amp; B </TITLE><style>x</style></head><body><h1>A</h1><p>c<b>d</b>
            """
        let entry = PageDocument.entry(of: Array(page.utf8), url: "https://a.example/")
        #expect(entry?.title == "A & B")
        #expect(entry?.content == "A\ncd")
        #expect(entry?.url == "https://a.example/")
    }

    @Test func `without a title the first line is one, as it is of a text`() {
        #expect(PageDocument.entry(of: Array("<p>One</p><p>Two</p>".utf8))?.title == "One")
        let text = PageDocument.entry(of: Array("One\n\nTwo & <three>\nfour".utf8))
        #expect(text?.title == "One" && text?.content == "Two & <three>\nfour")
        #expect(PageDocument.entry(of: [])?.title == "")
    }

    @Test func `the server says whether it is HTML and in which encoding`() {
        let bytes = Array("<title>caf".utf8) + [0xE9] + Array("</title>x".utf8)
        #expect(PageDocument.entry(of: bytes, contentType: "text/html; charset=iso-8859-1")?.title == "café")
        #expect(PageDocument.entry(of: Array("a </b> c".utf8), contentType: "text/plain")?.title == "a </b> c")
        let declared = Array("<meta charset=windows-1252><title>".utf8) + [0x80] + Array(" 5</title>".utf8)
        #expect(PageDocument.entry(of: declared)?.title == "€ 5")
    }

    @Test(arguments: [
        [0x7F, 0x45, 0x4C, 0x46, 1, 0, 0, 0], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D],
        [1, 2, 3, 4, 5, 6, 7, 8],
    ])
    func `what is no text is no entry`(bytes: [UInt8]) {
        #expect(PageDocument.entry(of: bytes) == nil)
    }
}
