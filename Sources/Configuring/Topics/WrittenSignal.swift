// SPDX-License-Identifier: Apache-2.0

/// `+points expression`, taken apart.
struct WrittenSignal: Sendable {
    let points: Double
    let expression: String
    /// Where the expression begins in the line, in scalars.
    let offset: Int

    struct Fault: Error {
        /// Where in the line, in scalars, 0-based.
        let offset: Int
        let length: Int
        let message: String
        let advice: String
    }

    /// `[+-]digits[.digits]`, white space, an expression.
    static func read(_ text: String) throws(Fault) -> WrittenSignal {
        let scalars = Array(text.unicodeScalars)
        let start = scalars.prefix(while: \.isSpace).count
        let number = scalars[start...].prefix { !$0.isSpace }
        let expressionStart = scalars[number.endIndex...].prefix(while: \.isSpace).endIndex
        let end = scalars.lastIndex { !$0.isSpace }.map { $0 + 1 } ?? start
        let points = try points(String(String.UnicodeScalarView(number)), at: start)
        guard expressionStart < end else {
            throw Fault(
                offset: start, length: number.count, message: "a signal without an expression", advice: example)
        }
        let expression = String(String.UnicodeScalarView(scalars[expressionStart..<end]))
        return WrittenSignal(points: points, expression: expression, offset: expressionStart)
    }

    private static let example = "write '+points expression', such as +0.8 @china AND tariffs"

    private static func points(_ text: String, at offset: Int) throws(Fault) -> Double {
        let sign = text.first
        let digits = sign == "+" || sign == "-" ? text.dropFirst() : text[...]
        guard isNumber(digits), let value = Double(digits), value <= 1_000 else {
            throw Fault(
                offset: offset, length: text.unicodeScalars.count,
                message: "a signal begins with its points, not \(text.quoted)", advice: mended(text))
        }
        guard sign == "+" || sign == "-" else {
            throw Fault(
                offset: offset, length: text.unicodeScalars.count, message: "the points \(text) have no sign",
                advice: "write +\(text) or -\(text)")
        }
        return sign == "-" ? -value : value
    }

    private static func isNumber(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return (1...2).contains(parts.count)
            && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    }

    /// `+0,8` and `+.8` are numbers elsewhere.
    private static func mended(_ text: String) -> String {
        let sign = text.hasPrefix("-") ? "-" : "+"
        let digits = text.drop { $0 == "+" || $0 == "-" }.map { $0 == "," ? "." : $0 }
        let number = digits.first == "." ? "0" + String(digits) : String(digits)
        return isNumber(number[...]) && (Double(number) ?? .infinity) <= 1_000 ? "write \(sign)\(number)" : example
    }
}

extension Unicode.Scalar {
    var isSpace: Bool { isBlank || self == "\n" }
}
