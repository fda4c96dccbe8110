// SPDX-License-Identifier: Apache-2.0
// Settings as data: a key is declared once, and from that it is read, overridden, suggested, explained and put into a
// JSON Schema.

import Yams

/// One key of a section, which is read into a `Root`.
struct Setting<Root: Sendable>: Sendable {
    let key: String
    /// For the user: what it does, with the unit.
    let help: String
    /// Reads a value into the root, or reports why not.
    let read: @Sendable (Node, inout Root, inout Reading) -> Void
    /// The JSON Schema of its values, the default taken from a root as it is without any file. `nil` for a key that
    /// only a later version knows, or that stands elsewhere.
    let schema: (@Sendable (Root) -> JSON)?
    /// The names of the keys that differ between two roots: its own, or those below it after a dot.
    var changes: @Sendable (Root, Root) -> [String] = { _, _ in [] }
    /// The environment variables that set it; names without `FEEDWATCH_`.
    var overrides: [Override] = []

    struct Override: Sendable {
        let name: String
        let read: @Sendable (Node, inout Root, inout Reading) -> Void
    }
}

extension Setting {
    typealias Path<Value> = WritableKeyPath<Root, Value> & Sendable

    /// A key with a default. `isOverridable`: `FEEDWATCH_SECTION_KEY` sets it too.
    static func value<Value: Sendable>(
        _ key: String, _ path: any Path<Value>, _ type: ValueType<Value>, isOverridable: Bool = false, _ help: String
    ) -> Setting {
        let read: @Sendable (Node, inout Root, inout Reading) -> Void = { node, root, reading in
            if let value = type.read(node, &reading) { root[keyPath: path] = value }
        }
        let schema: @Sendable (Root) -> JSON = { defaults in
            let written = type.written(defaults[keyPath: path])
            return type.schema.adding(written.map { [("default", $0)] } ?? [])
        }
        return Setting(key, help, read, schema, isOverridable) { $0[keyPath: path] as? AnyHashable }
    }

    /// A key without a default.
    static func optional<Value: Sendable>(
        _ key: String, _ path: any Path<Value?>, _ type: ValueType<Value>, isOverridable: Bool = false, _ help: String
    ) -> Setting {
        let read: @Sendable (Node, inout Root, inout Reading) -> Void = { node, root, reading in
            if let value = type.read(node, &reading) { root[keyPath: path] = value }
        }
        return Setting(key, help, read, { _ in type.schema }, isOverridable) {
            $0[keyPath: path].flatMap { $0 as? AnyHashable }
        }
    }

    /// A key with keys below it.
    static func section<Part>(_ key: String, _ path: any Path<Part>, _ section: Section<Part>, _ help: String)
        -> Setting
    {
        var setting = Setting(
            key: key, help: help, read: { section.read($0, into: &$1[keyPath: path], &$2) },
            schema: { section.schema($0[keyPath: path]) })
        setting.changes = { old, new in
            section.changes(from: old[keyPath: path], to: new[keyPath: path]).map { key + "." + $0 }
        }
        setting.overrides = section.settings.flatMap(\.overrides).map { part in
            Override(name: key.uppercased() + "_" + part.name) { part.read($0, &$1[keyPath: path], &$2) }
        }
        return setting
    }

    /// A key that is designed but not built: refused, so that nobody relies on what does not happen.
    static func later(_ key: String) -> Setting {
        Setting(
            key: key, help: "",
            read: { _, _, reading in
                reading.error("\(reading.subject) is not supported yet", "remove it", at: reading.keyPlace)
            }, schema: nil)
    }

    /// A key that stands elsewhere.
    static func moved(_ key: String, _ advice: String) -> Setting {
        Setting(
            key: key, help: "",
            read: { _, _, reading in
                reading.error("\(reading.subject) does not stand here", advice, at: reading.keyPlace)
            }, schema: nil)
    }

    private init(
        _ key: String, _ help: String, _ read: @escaping @Sendable (Node, inout Root, inout Reading) -> Void,
        _ schema: @escaping @Sendable (Root) -> JSON, _ isOverridable: Bool,
        value: @escaping @Sendable (Root) -> AnyHashable?
    ) {
        self.init(key: key, help: help, read: read, schema: schema)
        // All values of the main file can be compared; topics and feeds are compared when they are made.
        changes = { value($0) == value($1) ? [] : [key] }
        if isOverridable { overrides = [Override(name: key.uppercased(), read: read)] }
    }
}
