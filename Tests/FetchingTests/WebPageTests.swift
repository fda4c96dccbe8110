// SPDX-License-Identifier: Apache-2.0

import Fetching
import Model
import TestServing
import Testing

@Suite(.timeLimit(.minutes(1))) struct WebPageTests {
    private func fetch(_ body: String, status: Int = 200, type: String = "text/html") async throws -> FetchOutcome {
        let server = try await FeedServer.start()
        defer { Task { await server.stop() } }
        server.serve("/feed", .init(body: Array(body.utf8), status: status, contentType: type))
        return await Fetcher.sample().fetch(server.url("/feed"))
    }

    @Test(arguments: [
        ("<!DOCTYPE html><title>Shop</title>", WebPage.plain), ("\n <HTML lang=en>", .plain),
        ("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'>", .plain),
        ("<!doctype html><title>Just a moment...</title>", .wall("Cloudflare")),
        ("<!doctype html><script src=\"/.within.website/x/cmd/anubis/static/js/main.mjs\">", .wall("Anubis")),
        ("<!doctype html><html><div class=\"g-recaptcha\">", .wall("reCAPTCHA")),
    ]) func `a web page in place of the feed is told, and whose wall it is`(body: String, page: WebPage) async throws {
        #expect(try await fetch(body).document?.page == page)
        #expect(try await fetch(body, type: "application/rss+xml").document?.page == page)
    }

    @Test(arguments: [rss, "<?xml version='1.0'?><feed/>", "{}", "<rdf:RDF/>", "<rss><!-- <!doctype html> --></rss>"])
    func `a feed that is called text/html is none`(body: String) async throws {
        #expect(try await fetch(body).document?.page == nil)
    }

    @Test func `a page that is not found is no wall, whatever stands in it`() async throws {
        let failure = try #require(
            try await fetch("<!doctype html><form class=\"g-recaptcha\">comment</form>", status: 404).failure)
        #expect(failure.page == nil && failure.message.contains("not found: check the URL"), "\(failure)")
    }

    @Test(arguments: [403, 503, 429]) func `a refusal names the wall that gives it`(status: Int) async throws {
        let page = "<!doctype html><script>window._cf_chl_opt={}</script>" + String(repeating: "x", count: 100_000)
        let failure = try #require(try await fetch(page, status: status).failure)
        #expect(failure.kind == .http(status) && failure.message.contains("a bot wall: Cloudflare"))
        #expect(failure.page == .wall("Cloudflare"))
    }
}
