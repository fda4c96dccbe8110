// SPDX-License-Identifier: Apache-2.0
// Words that are more likely a slip than a term.

enum WordRule {
    /// What is wrong with an unquoted word, the text of `token`, if anything.
    static func fault(_ word: String, _ token: QueryToken) -> QueryFault? {
        let capitals = word.uppercased()
        if ["AND", "OR", "NOT"].contains(capitals) || QueryLexer.distance(capitals) != nil {
            return QueryFault(token, "\(word) in small letters", "write \(capitals) in capitals, or quote the phrase")
        }
        guard let name = fieldName(word) else { return nil }
        let known = QueryField.allCases.map(\.rawValue)
        if known.contains(name) {
            return QueryFault(
                token, "a term is missing behind \(name):", "leave a blank behind the colon, or quote the text")
        }
        let meant = Nearest.name(to: name.lowercased(), among: known)
        let suggestion = meant.map { "did you mean \($0):? " } ?? ""
        return QueryFault(
            token, "\(name) is no field",
            suggestion + "the fields are \(known.joined(separator: ", ")); quote it if it is text")
    }

    /// ASCII letters before a colon that is no URL's.
    private static func fieldName(_ word: String) -> String? {
        let name = word.utf8.prefix { 0x61...0x7A ~= $0 | 0x20 }
        let rest = word.utf8.dropFirst(name.count)
        guard !name.isEmpty, rest.first == 0x3A, !rest.dropFirst().starts(with: "//".utf8) else { return nil }
        return String(decoding: name, as: UTF8.self)
    }
}
