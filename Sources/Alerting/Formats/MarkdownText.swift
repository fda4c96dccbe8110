// SPDX-License-Identifier: Apache-2.0

/// Text that Markdown shows as it is.
enum MarkdownText {
    /// CommonMark §2.4: a backslash before ASCII punctuation. Discord and Mattermost follow it; what begins a mention gets
    /// a zero-width space behind it, since both look for mentions without looking for backslashes.
    static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "@": "@\u{200B}"
        case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "-", ".", "!", "|", "~", "<", ">", "&", "$",
            ":", "=", "^":
            "\\" + String(scalar)
        default: String(scalar)
        }
    }
}
