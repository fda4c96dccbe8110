// SPDX-License-Identifier: Apache-2.0
// The attributes of sanitised HTML, and how the value of each is made safe. No name that begins with `on` is here, none
// that submits, pings or refreshes, and none of `data-…`, on which the scripts of a page may act.

enum SafeAttributes {
    enum Rule: Sendable {
        /// Any text.
        case text
        /// True by being there; without a value it is its own value, which XML asks for.
        case boolean
        /// A link that a reader may follow or a program load.
        case link
        /// A link whose `data:` may be a picture in an `img`.
        case source
        /// Several links with their widths: `srcset`.
        case sources
        /// Declarations of CSS.
        case style
        /// One value of CSS, in which only `url(#name)` may point anywhere.
        case paint
    }

    static let html = NameTable<Rule>(
        (
            .text,
            [
                "abbr", "accesskey", "align", "alt", "axis", "bgcolor", "border", "bordercolor", "bordercolordark",
                "bordercolorlight", "cellpadding", "cellspacing", "char", "charoff", "charset", "class", "clear",
                "color", "cols", "colspan", "contenteditable", "coords", "datetime", "dir", "draggable", "end", "face",
                "for", "frame", "gutter",
                "headers", "height", "high", "hreflang", "hspace", "id", "kind", "label", "lang", "leftspacing", "low",
                "max", "media", "min", "name", "optimum", "point-size", "preload", "rel", "rev", "rows", "rowspan",
                "rules", "scope", "shape", "size", "sizes", "span", "srclang", "start", "step", "summary", "tabindex",
                "target", "title", "translate", "type", "valign", "value", "volume", "vspace", "width",
                "wrap",
                "xml:lang",
            ]
        ),
        (
            .boolean,
            [
                "compact", "controls", "default", "hidden", "ismap", "loop", "nohref", "noshade", "nowrap", "open",
                "reversed",
            ]
        ),
        (.link, ["background", "cite", "href", "longdesc", "lowsrc", "poster", "usemap"]),
        (.source, ["src"]),
        (.sources, ["srcset"]),
        (.style, ["style"]))

    static let svg = NameTable<Rule>(
        (
            .text,
            [
                "class", "clip-rule", "color", "cx", "cy", "d", "dx", "dy", "fill-opacity", "fill-rule", "font-family",
                "font-size", "font-stretch", "font-style", "font-variant", "font-weight", "fx", "fy", "gradientUnits",
                "gradientTransform", "height", "id", "lang", "letter-spacing", "markerHeight", "markerUnits",
                "markerWidth", "offset", "opacity", "orient", "pathLength", "patternUnits", "points",
                "preserveAspectRatio", "r", "refX", "refY", "rotate", "rx", "ry", "spreadMethod", "startOffset",
                "stop-color", "stop-opacity", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
                "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor", "textLength",
                "transform", "version", "viewBox", "visibility", "width", "x", "x1", "x2", "xml:lang", "xml:space", "y",
                "y1", "y2",
            ]
        ),
        (.link, ["href", "xlink:href"]),
        (.style, ["style"]),
        (.paint, ["clip-path", "fill", "marker-end", "marker-mid", "marker-start", "mask", "stroke"]))

    static let math = NameTable<Rule>(
        (
            .text,
            [
                "accent", "accentunder", "align", "alttext", "bevelled", "class", "close", "columnalign",
                "columnlines", "columnspacing", "columnspan", "depth", "dir", "display", "displaystyle", "encoding",
                "fence", "frame", "framespacing", "height", "id", "largeop", "linebreak", "linethickness", "lquote",
                "lspace", "mathbackground", "mathcolor", "mathsize", "mathvariant", "maxsize", "minsize",
                "movablelimits", "notation", "numalign", "open", "rowalign", "rowlines", "rowspacing", "rowspan",
                "rquote", "rspace", "scriptlevel", "separator", "separators", "stretchy", "subscriptshift",
                "superscriptshift", "symmetric", "voffset", "width",
            ]
        ),
        (.link, ["href"]))
}
