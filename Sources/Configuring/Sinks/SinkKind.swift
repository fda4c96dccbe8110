// SPDX-License-Identifier: Apache-2.0
// The kinds of sink: a word under `kind:`, the keys that go with it, and what is made of them.

import Yams

/// The keys of one kind of sink.
protocol SinkForm: Sendable {
    init()
    /// All keys but `kind`.
    static var settings: [Setting<Self>] { get }
    /// The keys without which there is no such sink, each with a value to suggest.
    static var required: [(key: String, example: String)] { get }
    /// Reports keys that do not go together.
    func check(_ node: Node, _ reading: inout Reading)
}

extension SinkForm {
    func check(_ node: Node, _ reading: inout Reading) {}
}

/// One kind of sink and how it is read.
struct SinkKind: Sendable {
    let name: String
    let schema: JSON
    /// The target, and how long an alert may wait for it; what is wrong was reported, and then they mean nothing.
    let read: @Sendable (Node, inout Reading) -> (SinkTarget, expire: Duration?)

    static let all: [SinkKind] = [
        SinkKind("webhook", SinkTarget.webhook), SinkKind("ntfy", SinkTarget.ntfy),
        SinkKind("slack", SinkTarget.slack), SinkKind("mattermost", SinkTarget.mattermost),
        SinkKind("discord", SinkTarget.discord), SinkKind("telegram", SinkTarget.telegram),
        SinkKind("matrix", SinkTarget.matrix), SinkKind("gotify", SinkTarget.gotify),
        SinkKind("pushover", SinkTarget.pushover), SinkKind("email", SinkTarget.email),
        SinkKind("exec", SinkTarget.exec), SinkKind("atom", SinkTarget.atom),
    ]

    private init<Form: SinkForm>(_ name: String, _ target: @escaping @Sendable (Form) -> SinkTarget) {
        let section = Section<SinkDraft<Form>>([.kind(name)] + Form.settings.map(\.within) + [.expire()])
        let required = ["kind"] + Form.required.map(\.key)
        self.name = name
        schema = section.schema(SinkDraft(), required: required)
        read = { node, reading in
            var draft = SinkDraft<Form>()
            section.read(node, into: &draft, &reading)
            for (key, example) in Form.required where node.mapping?.keys.contains(where: { $0.string == key }) == false
            {
                reading.error("\(reading.subject) has no \(key)", "add \(key): \(example)", at: node)
            }
            draft.form.check(node, &reading)
            return (target(draft.form), draft.expire)
        }
    }
}

/// The keys of one kind, and those that all kinds share.
private struct SinkDraft<Form: SinkForm> {
    var form = Form()
    var expire: Duration?
}

extension Setting {
    /// The word that chose this section; read before it.
    fileprivate static func kind<Form>(_ name: String) -> Setting where Root == SinkDraft<Form> {
        Setting(
            key: "kind", help: "What kind of sink this is.", read: { _, _, _ in },
            schema: { _ in .object([("const", .string(name))]) })
    }

    fileprivate static func expire<Form>() -> Setting where Root == SinkDraft<Form> {
        .optional(
            "expire", \.expire, .duration(.seconds(60)...(.seconds(3_650 * 86_400))),
            "How long an alert may wait for this sink; then it is given up, which is said. Without it, for ever.")
    }
}

extension Setting where Root: SinkForm {
    /// The setting as one of a draft.
    fileprivate var within: Setting<SinkDraft<Root>> {
        let (read, schema) = (read, schema)
        var draftSchema: (@Sendable (SinkDraft<Root>) -> JSON)?
        if let schema { draftSchema = { schema($0.form) } }
        return Setting<SinkDraft<Root>>(
            key: key, help: help, read: { node, draft, reading in read(node, &draft.form, &reading) },
            schema: draftSchema)
    }
}
