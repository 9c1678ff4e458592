internal import Files
internal import Glibc
internal import Metrics
internal import Serving

/// What the kernel says of the process, under the names that Prometheus' own clients give it. The files are opened
/// once, as a sandbox may forbid it later.
final class ProcessFiles: Sendable {
    /// 52 numbers of 20 digits at most, and a name of 64.
    private static let longestStat = 4_096

    private let stat: OpenFile?
    private let descriptors: HeldFolder?
    /// When the machine started, in seconds since 1970.
    private let boot: Double?

    /// Where a file cannot be read, what it says is left out.
    init() {
        stat = try? OpenFile("/proc/self/stat", flags: O_RDONLY, action: "read")
        descriptors = HeldFolder("/proc/self/fd")
        boot = (try? Files.read("/proc/stat", limit: 1 << 20)).flatMap(Self.bootTime)
    }

    var families: [MetricFamily] {
        var families: [MetricFamily] = [
            MetricFamily(
                "process_max_fds", .gauge, "Descriptors that may be open.", Double(DescriptorLimit.current))
        ]
        if let count = descriptors?.count() {
            families.append(MetricFamily("process_open_fds", .gauge, "Open descriptors.", Double(count)))
        }
        if let text = stat?.beginning(Self.longestStat), let stat = ProcessStat(text) {
            let hertz = Double(sysconf(Int32(_SC_CLK_TCK)))
            families += [
                MetricFamily(
                    "process_cpu_seconds_total", .counter, "User and system processor time, in seconds.",
                    Double(stat.ticks) / hertz),
                MetricFamily(
                    "process_resident_memory_bytes", .gauge, "Memory in use, in bytes.",
                    Double(stat.residentPages * sysconf(Int32(_SC_PAGESIZE)))),
                MetricFamily(
                    "process_virtual_memory_bytes", .gauge, "Addresses in use, in bytes.", Double(stat.virtualMemory)),
                MetricFamily("process_threads", .gauge, "Threads.", Double(stat.threads)),
            ]
            if let boot {
                families.append(
                    MetricFamily(
                        "process_start_time_seconds", .gauge, "When the process started, in seconds since 1970.",
                        boot + Double(stat.start) / hertz))
            }
        }
        return families
    }

    /// The line `btime 1700000000` of `/proc/stat`.
    private static func bootTime(_ text: [UInt8]) -> Double? {
        text.split(separator: UInt8(ascii: "\n")).lazy.map { String(decoding: $0, as: UTF8.self) }
            .first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst(6)) }
    }
}
