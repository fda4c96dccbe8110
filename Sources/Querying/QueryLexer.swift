// SPDX-License-Identifier: Apache-2.0
// An expression's text to signs and words. The order of the rules is that of the reference's regular expression.

/// Reads the tokens of one expression from left to right.
struct QueryLexer {
    private let text: [Unicode.Scalar]
    private var next = 0

    init(_ text: String) {
        self.text = Array(text.unicodeScalars)
    }

    /// All tokens in order; throws at the first place that cannot be read.
    static func tokens(of text: String) throws(QueryFault) -> [QueryToken] {
        var lexer = QueryLexer(text)
        var tokens: [QueryToken] = []
        while let token = try lexer.token() { tokens.append(token) }
        return tokens
    }

    private mutating func token() throws(QueryFault) -> QueryToken? {
        while let scalar = peek(), Blank.contains(scalar) { next += 1 }
        guard let first = peek() else { return nil }
        let start = next
        let kind = try sign(first) ?? op() ?? group(first) ?? field() ?? .word(word())
        return QueryToken(kind: kind, column: start + 1, length: next - start)
    }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        next + ahead < text.count ? text[next + ahead] : nil
    }
}

extension QueryLexer {
    private mutating func sign(_ first: Unicode.Scalar) throws(QueryFault) -> QueryToken.Kind? {
        switch first {
        case "(": next += 1; return .open
        case ")": next += 1; return .close
        case "|": next += 1; return .bar
        case "\"": return try quoted()
        default: return nil
        }
    }

    private mutating func quoted() throws(QueryFault) -> QueryToken.Kind {
        guard let end = text[(next + 1)...].firstIndex(of: "\"") else {
            throw QueryFault(next + 1, "the quote is not closed", "put a \" behind the phrase")
        }
        defer { next = end + 1 }
        return .quoted(string(next + 1..<end))
    }

    /// NEAR, NEAR/n, AND, OR, NOT as words of their own.
    private mutating func op() -> QueryToken.Kind? {
        let word = wordRange()
        switch string(word) {
        case "AND": next = word.upperBound; return .and
        case "OR": next = word.upperBound; return .or
        case "NOT": next = word.upperBound; return .not
        default: break
        }
        guard let distance = Self.distance(string(word)) else { return nil }
        next = word.upperBound
        return .near(distance)
    }

    /// The n of `NEAR/n`, 10 for `NEAR`, in capitals; `nil` for any other word. Too large a number is `Int.max`.
    static func distance(_ word: String) -> Int? {
        if word == "NEAR" { return 10 }
        guard word.hasPrefix("NEAR/") else { return nil }
        let digits = word.dropFirst(5)
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(digits) ?? .max
    }

    /// `@name`: letters, digits, `_` and `-`.
    private mutating func group(_ first: Unicode.Scalar) -> QueryToken.Kind? {
        guard first == "@" else { return nil }
        let end = text[(next + 1)...].firstIndex { !Self.isName($0) } ?? text.count
        guard end > next + 1 else { return nil }
        defer { next = end }
        return .group(string(next + 1..<end))
    }

    /// `field:` when something follows that it can hold.
    private mutating func field() -> QueryToken.Kind? {
        for field in QueryField.allCases {
            let name = Array((field.rawValue + ":").unicodeScalars)
            guard text[next...].starts(with: name), let after = peek(name.count) else { continue }
            guard Blank.contains(after) || "(\"@=".unicodeScalars.contains(after) || Self.isName(after) && after != "-"
            else { continue }
            next += name.count
            return .field(field)
        }
        return nil
    }

    private mutating func word() -> String {
        let range = wordRange()
        next = range.upperBound
        return string(range)
    }

    /// From here to white space, a parenthesis, a bar or a quote.
    private func wordRange() -> Range<Int> {
        let end = text[next...].firstIndex { Blank.contains($0) || "()|\"".unicodeScalars.contains($0) }
        return next..<(end ?? text.count)
    }

    private func string(_ range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        for scalar in text[range] { bytes.append(contentsOf: scalar.utf8) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A letter, digit, `_` or `-`: `[\w-]` of the reference.
    private static func isName(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "_" || scalar == "-" { return true }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        case .decimalNumber, .letterNumber, .otherNumber: return true
        default: return false
        }
    }
}
