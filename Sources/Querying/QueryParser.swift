// SPDX-License-Identifier: Apache-2.0
// Tokens to a tree, by recursive descent:
//
//     all  := near (AND [NOT] near)*
//     near := any (NEAR/n any)*
//     any  := item ((| or OR) item)*
//     item := ( all ) | @group | field: item | "phrase" | words

/// One expression read.
struct ParsedQuery {
    let expression: Expression
    /// Every phrase and where it is written.
    let terms: [(phrase: Phrase, extent: Extent)]
    /// Every group named (an index into the source's groups) and where.
    let references: [(group: Int, extent: Extent)]

    /// A part of the expression, in scalars; `column` is 1-based.
    struct Extent {
        let column: Int
        let length: Int
    }
}

/// Reads one expression.
struct QueryParser {
    /// The most tokens that NEAR may leave between.
    static let maxDistance = 100
    /// Parentheses and field names within one another: more than anybody writes, few enough for the stack.
    static let maxDepth = 64

    private let tokens: [QueryToken]
    private let groups: GroupNames
    private let end: Int
    private var next = 0
    private var depth = 0
    private var terms: [(phrase: Phrase, extent: ParsedQuery.Extent)] = []
    private var references: [(group: Int, extent: ParsedQuery.Extent)] = []

    private init(_ text: String, groups: GroupNames) throws(QueryFault) {
        tokens = try QueryLexer.tokens(of: text)
        end = text.unicodeScalars.count + 1
        self.groups = groups
    }

    static func parse(_ text: String, groups: GroupNames) throws(QueryFault) -> ParsedQuery {
        var parser = try QueryParser(text, groups: groups)
        let expression = try parser.all()
        if let rest = parser.peek() { throw parser.unexpected(rest) }
        return ParsedQuery(expression: expression, terms: parser.terms, references: parser.references)
    }

    private func peek() -> QueryToken? {
        next < tokens.count ? tokens[next] : nil
    }

    private mutating func take(_ kind: QueryToken.Kind) -> Bool {
        guard peek()?.kind == kind else { return false }
        next += 1
        return true
    }
}

extension QueryParser {
    private mutating func all() throws(QueryFault) -> Expression {
        var parts = [try near()]
        while take(.and) {
            parts.append(take(.not) ? .not(try near()) : try near())
        }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func near() throws(QueryFault) -> Expression {
        var left = try any()
        while let token = peek(), case .near(let distance) = token.kind {
            next += 1
            guard distance <= Self.maxDistance else {
                throw QueryFault(
                    token, "NEAR/n takes at most \(Self.maxDistance)", "use AND for the whole entry")
            }
            let right = try any()
            guard left.isTerm, right.isTerm else {
                throw QueryFault(
                    token, "NEAR joins terms, groups and alternatives only",
                    "put AND, NOT and field names outside of NEAR")
            }
            left = .near(left, right, within: distance)
        }
        return left
    }

    private mutating func any() throws(QueryFault) -> Expression {
        var parts = [try item()]
        while take(.bar) || take(.or) { parts.append(try item()) }
        if parts.count == 1 { return parts[0] }
        return parts.allSatisfy(\.isTerm) ? .any(parts) : .either(parts)
    }

    private mutating func item() throws(QueryFault) -> Expression {
        guard let token = peek() else { throw missingTerm() }
        switch token.kind {
        case .open: return try parenthesis(token)
        case .group(let name): return try group(name, token)
        case .field(let field):
            return try nested(token) { parser throws(QueryFault) in
                .field(field, try parser.item())
            }
        case .quoted(let text):
            next += 1
            return try phrase(text, at: token.extent)
        case .word: return try words()
        case .close, .bar, .near, .and, .or, .not: throw missingTerm()
        }
    }

    private mutating func parenthesis(_ open: QueryToken) throws(QueryFault) -> Expression {
        try nested(open) { parser throws(QueryFault) in
            let inner = try parser.all()
            if parser.take(.close) { return inner }
            if let token = parser.peek() { throw parser.unexpected(token) }
            throw QueryFault(open, "this parenthesis is not closed", "put a ) where it ends")
        }
    }

    private mutating func nested(
        _ token: QueryToken, _ body: (inout QueryParser) throws(QueryFault) -> Expression
    ) throws(QueryFault) -> Expression {
        next += 1
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maxDepth else {
            throw QueryFault(token, "more than \(Self.maxDepth) levels of parentheses", "use groups")
        }
        return try body(&self)
    }

    private mutating func group(_ name: String, _ token: QueryToken) throws(QueryFault) -> Expression {
        next += 1
        guard let index = groups.index(of: name) else {
            throw QueryFault(token, "unknown group @\(name)", groups.advice(for: name))
        }
        references.append((index, token.extent))
        return .group(index)
    }

    /// Unquoted words up to the next sign.
    private mutating func words() throws(QueryFault) -> Expression {
        var words: [String] = []
        let column = peek()?.column ?? end
        var length = 0
        while let token = peek(), case .word(let word) = token.kind {
            if let fault = WordRule.fault(word, token) { throw fault }
            words.append(word)
            length = token.column + token.length - column
            next += 1
        }
        return try phrase(words.joined(separator: " "), at: ParsedQuery.Extent(column: column, length: length))
    }

    private mutating func phrase(_ text: String, at extent: ParsedQuery.Extent) throws(QueryFault) -> Expression {
        guard let phrase = Phrase(text) else {
            throw QueryFault(
                extent.column, length: extent.length,
                "no letter or digit in the term \"\(text)\"", "signs alone never match: write a word")
        }
        terms.append((phrase, extent))
        return .phrase(phrase)
    }
}

extension QueryParser {
    private func unexpected(_ token: QueryToken) -> QueryFault {
        if token.kind == .close {
            return QueryFault(token, "this ) closes nothing", "remove it or put a ( where it begins")
        }
        if token.kind == .not {
            return QueryFault(token, "NOT stands only behind AND", "write A AND NOT B")
        }
        return QueryFault(
            token, "unexpected \(token.written)", "join with AND, NEAR/n or |, or put it into one quoted phrase")
    }

    /// The operator without a term on one side is the offending token.
    private func missingTerm() -> QueryFault {
        let before = next > 0 ? tokens[next - 1] : nil
        if let before, before.isOperator {
            return QueryFault(before, "a term is missing behind \(before.written)", "write a term or remove it")
        }
        if case .field? = before?.kind, let before {
            return QueryFault(before, "a term is missing behind \(before.written)", "name what it shall hold")
        }
        guard let token = peek() else {
            return QueryFault(
                before?.column ?? 1, length: before?.length ?? 1, "a term is missing",
                "write a word, a \"phrase\" or an @group")
        }
        if token.kind == .not {
            return QueryFault(token, "NOT stands only behind AND", "write A AND NOT B")
        }
        return QueryFault(token, "a term is missing before \(token.written)", "write a term or remove it")
    }
}
