internal import Encodings
internal import Files
internal import JSON
internal import YAML

/// A kubeconfig, to read entries from and to say where one is wrong. Never shows what stands in it but for names.
struct KubeconfigFile {
    private let file: String
    private let document: YAMLDocument

    init(_ bytes: [UInt8], _ path: String) throws(APIServerError) {
        let documents: [YAMLDocument]
        do throws(YAMLError) {
            documents = try YAMLStream.parse(bytes)
        } catch {
            throw .kubeconfig(file: path, error.position, error.message)
        }
        guard let document = documents.first, document.root.kind == .object else {
            throw .kubeconfig(file: path, Position(line: 1, column: 1), "this is no kubeconfig: it must be an object")
        }
        file = path
        self.document = document
    }

    var root: Value { document.root }

    func error(at value: Value, _ message: String) -> APIServerError {
        .kubeconfig(file: file, document.position(of: value), message)
    }

    /// A text that is not empty; nil where there is none.
    func text(_ key: String, in value: Value) throws(APIServerError) -> (text: String, value: Value)? {
        guard let member = value[key] else { return nil }
        guard let text = member.string else { throw error(at: member, "\(key) must be a text") }
        return text.isEmpty ? nil : (text, member)
    }

    /// The `kind` called `name` in a list such as `contexts`; its `from` is what names it.
    func entry(_ kind: String, named name: String, in list: String, from: Value) throws(APIServerError) -> Value {
        for element in (root[list] ?? root).elements where element["name"]?.isString(name) == true {
            guard let entry = element[kind], entry.kind == .object else {
                throw error(at: element, "this has no \(kind)")
            }
            return entry
        }
        throw error(at: from, "there is no \(Quoted(name)) in \(list)")
    }

    /// What a context names.
    func entry(_ kind: String, of context: Value, in list: String) throws(APIServerError) -> Value {
        guard let name = try text(kind, in: context) else { throw error(at: context, "the context has no \(kind)") }
        return try entry(kind, named: name.text, in: list, from: name.value)
    }

    /// What stands here in base64 (`KEY-data`) or in the file named here (`KEY`); the former goes first, as in client-go.
    func content(_ key: String, in value: Value) throws(APIServerError) -> [UInt8]? {
        if let data = try text("\(key)-data", in: value) {
            guard let bytes = Base64.decode(Array(data.text.utf8)), !bytes.isEmpty else {
                throw error(at: data.value, "\(key)-data must be base64")
            }
            return bytes
        }
        guard let name = try text(key, in: value) else { return nil }
        do throws(FileError) {
            return try Files.read(path(name.text), limit: APIServer.fileLimit)
        } catch {
            throw self.error(at: name.value, "\(error)")
        }
    }

    /// Of a file that is named here.
    func path(_ name: String) -> String {
        guard !name.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return name }
        return "\(file[..<slash])/\(name)"
    }
}
