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
    /// The target; what is wrong was reported, and then its value means nothing.
    let read: @Sendable (Node, inout Reading) -> SinkTarget

    static let all: [SinkKind] = [
        SinkKind("webhook", SinkTarget.webhook), SinkKind("ntfy", SinkTarget.ntfy),
        SinkKind("slack", SinkTarget.slack), SinkKind("mattermost", SinkTarget.mattermost),
        SinkKind("discord", SinkTarget.discord), SinkKind("telegram", SinkTarget.telegram),
        SinkKind("matrix", SinkTarget.matrix), SinkKind("gotify", SinkTarget.gotify),
        SinkKind("pushover", SinkTarget.pushover), SinkKind("email", SinkTarget.email),
        SinkKind("exec", SinkTarget.exec), SinkKind("atom", SinkTarget.atom),
    ]

    private init<Form: SinkForm>(_ name: String, _ target: @escaping @Sendable (Form) -> SinkTarget) {
        let section = Section<Form>([.kind(name)] + Form.settings)
        let required = ["kind"] + Form.required.map(\.key)
        self.name = name
        schema = section.schema(Form(), required: required)
        read = { node, reading in
            var form = Form()
            section.read(node, into: &form, &reading)
            for (key, example) in Form.required where node.mapping?.keys.contains(where: { $0.string == key }) == false
            {
                reading.error("\(reading.subject) has no \(key)", "add \(key): \(example)", at: node)
            }
            form.check(node, &reading)
            return target(form)
        }
    }
}

extension Setting {
    /// The word that chose this section; read before it.
    fileprivate static func kind(_ name: String) -> Setting {
        Setting(
            key: "kind", help: "What kind of sink this is.", read: { _, _, _ in },
            schema: { _ in .object([("const", .string(name))]) })
    }
}
