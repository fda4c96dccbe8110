// SPDX-License-Identifier: Apache-2.0

/// How many alerts are told in any stretch of time: `20/h`.
package struct AlertRate: Sendable, Hashable {
    package let count: Int
    package let span: Duration

    package init(count: Int, span: Duration) {
        self.count = count
        self.span = span
    }
}
