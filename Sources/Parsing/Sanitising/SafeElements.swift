// SPDX-License-Identifier: Apache-2.0
// The elements of sanitised HTML. A name that stands nowhere here loses its tags and keeps its content.

enum SafeElements {
    enum Fate: Sendable {
        /// Written, and closed where the source forgets it.
        case kept
        /// Written, and left open where the source leaves it open: HTML has its end tag optional.
        case open
        /// Written as `<br />`; never has content.
        case void
        /// Begins a picture or a formula, with names of its own.
        case svg, math
        /// Dropped with its content, which is markup.
        case dropped
        /// Dropped with its content, which is no markup.
        case raw
        /// Dropped; its content is shown as it stands, tags and all.
        case literal
    }

    static let html = NameTable<Fate>(
        (
            .kept,
            [
                "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote",
                "canvas", "caption", "center", "cite", "code", "data", "del", "details", "dfn", "dialog", "dir", "div",
                "dl", "em",
                "fieldset", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header",
                "hgroup", "i", "ins", "kbd", "label", "legend", "main", "map", "mark", "menu", "meter", "multicol",
                "nav", "noscript", "ol", "output", "picture", "pre", "progress", "q", "ruby", "s", "samp", "search",
                "section", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "time", "tt", "u",
                "ul", "var", "video",
            ]
        ),
        (
            .open,
            ["colgroup", "dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"]
        ),
        (.void, ["area", "br", "col", "hr", "img", "source", "track", "wbr"]),
        (.svg, ["svg"]),
        (.math, ["math"]),
        (.dropped, ["applet", "datalist", "select", "template"]),
        (.raw, ["script", "style", "textarea"]),
        (.literal, ["listing", "xmp"]))

    /// Shapes, text and colours that stand still. Not here: what moves (`animate` and `set` can write a link), what holds
    /// HTML (`foreignObject`), what fetches
    /// (`image`) or repeats (`use`: eight of them within one another draw as much as the reader can bear), and filters.
    static let svg = NameTable<Fate>(
        (
            .kept,
            [
                "a", "circle", "clipPath", "defs", "ellipse", "g", "line", "linearGradient", "marker", "mask", "path",
                "pattern", "polygon", "polyline", "radialGradient", "rect", "stop", "svg", "switch", "symbol", "text",
                "textPath", "tspan",
            ]
        ),
        (.dropped, ["desc", "metadata"]))

    /// Presentation MathML and its fences. Not here: `annotation-xml` and `mglyph`, in which readers change their rules,
    /// and `maction`, which reacts.
    static let math = NameTable<Fate>(
        (
            .kept,
            [
                "annotation", "math", "menclose", "merror", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo",
                "mover", "mpadded", "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle",
                "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none", "semantics",
            ]
        ))
}
