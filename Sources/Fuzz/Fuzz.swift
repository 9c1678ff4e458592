internal import Fuzzing

/// Which reader is fuzzed: `--reader=NAME`. libFuzzer leaves arguments with two hyphens alone.
private let reader: Reader = {
    let name = CommandLine.arguments.lazy.filter { $0.hasPrefix("--reader=") }.first?.dropFirst("--reader=".count)
    guard let reader = name.flatMap({ Reader(rawValue: String($0)) }) else {
        fatalError("say which: --reader=\(Reader.allCases.map(\.rawValue).joined(separator: "|"))")
    }
    return reader
}()

/// What libFuzzer calls with each input, https://llvm.org/docs/LibFuzzer.html.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do throws(Broken) {
        try reader.check(bytes)
    } catch {
        fatalError("\(reader): \(error)")
    }
    return 0
}
