internal import CLinux
internal import Glibc

/// Which system calls a server that has started may make, as a program for the kernel (seccomp(2)).
///
/// What is not on the list fails with EPERM, which the caller handles as any error; what only an intruder would do ends
/// the process.
struct SystemCallFilter {
    private var program: [sock_filter] = []
    /// System calls that are let through, some of them depending on what they are given.
    private(set) var count = 0
    /// CLONE_THREAD of linux/sched.h, which Glibc has under _GNU_SOURCE only.
    private static let cloneThread: UInt32 = 0x1_0000

    init(callsOut: Bool, resolvesNames: Bool) {
        load(4)  // seccomp_data.arch
        add(Code.equal, tallyman_architecture, ifTrue: 1, ifFalse: 0)
        give(SECCOMP_RET_KILL_PROCESS)
        load(0)  // seccomp_data.nr
        for call in SystemCall.always { when(call) { $0.give(SECCOMP_RET_ALLOW) } }
        if callsOut { for call in SystemCall.callingOut { when(call) { $0.give(SECCOMP_RET_ALLOW) } } }
        for call in SystemCall.deadly { kill(call) }
        addThreads()
        addMemory()
        addFiles()
        addProcess()
        if callsOut { addSockets(resolvesNames: resolvesNames) }
        give(Self.refusal(EPERM))
    }

    /// Holds for every thread of the process from here on. 0, or the system's number of what went wrong.
    func apply() -> Int32 {
        unsafe program.withUnsafeBufferPointer { program in
            guard let first = program.baseAddress else { return EINVAL }
            return unsafe tallyman_seccomp(first, UInt16(program.count))
        }
    }

    // MARK: Calls that depend on what they are given

    /// Threads yes, processes no. What clone3 is given stands in memory, where a filter does not see it: told that there
    /// is none, glibc calls clone.
    private mutating func addThreads() {
        refuse(__NR_clone3, with: ENOSYS)
        when(__NR_clone) {
            $0.load(argument: 0)
            $0.add(Code.anyBit, Self.cloneThread, ifTrue: 1, ifFalse: 0)
            $0.give(SECCOMP_RET_KILL_PROCESS)
            $0.give(SECCOMP_RET_ALLOW)
        }
    }

    /// No memory to run code from that was not there from the start.
    private mutating func addMemory() {
        for call in [__NR_mmap, __NR_mprotect] {
            allow(call, withoutAnyOf: UInt32(PROT_EXEC), inArgument: 2)
        }
    }

    /// Files for reading only: this holds where there is no Landlock too.
    private mutating func addFiles() {
        let writing = UInt32(O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)
        allow(__NR_openat, withoutAnyOf: writing, inArgument: 2)
        #if arch(x86_64)
            allow(__NR_open, withoutAnyOf: writing, inArgument: 1)
        #endif
        refuse(__NR_openat2, with: ENOSYS)
        allow(__NR_ioctl, ifArgument: 1, isOneOf: [UInt32(TCGETS), UInt32(FIONREAD)])
    }

    /// What a process does to itself, and only to itself.
    private mutating func addProcess() {
        allow(__NR_tgkill, ifArgument: 0, isOneOf: [UInt32(getpid())])
        allow(__NR_prlimit64, ifArgument: 0, isOneOf: [0, UInt32(getpid())])
        // PR_SET_VMA: glibc names the memory that it maps.
        allow(__NR_prctl, ifArgument: 0, isOneOf: [UInt32(PR_SET_NAME), UInt32(PR_GET_NAME), 0x5356_4d41])
    }

    private mutating func addSockets(resolvesNames: Bool) {
        when(__NR_socket) {
            $0.load(argument: 0)
            $0.add(Code.equal, UInt32(AF_INET), ifTrue: 2, ifFalse: 0)
            $0.add(Code.equal, UInt32(AF_INET6), ifTrue: 1, ifFalse: 0)
            $0.give(Self.refusal(EPERM))
            if resolvesNames {
                $0.give(SECCOMP_RET_ALLOW)
                return
            }
            // The lowest bits are the type, those above are flags.
            $0.load(argument: 1)
            $0.add(Code.and, 0xf, ifTrue: 0, ifFalse: 0)
            $0.add(Code.equal, UInt32(SOCK_STREAM.rawValue), ifTrue: 1, ifFalse: 0)
            $0.give(Self.refusal(EPERM))
            $0.give(SECCOMP_RET_ALLOW)
        }
    }

    private mutating func allow(_ call: Int32, withoutAnyOf bits: UInt32, inArgument index: UInt32) {
        when(call) {
            $0.load(argument: index)
            $0.add(Code.anyBit, bits, ifTrue: 0, ifFalse: 1)
            $0.give(Self.refusal(EPERM))
            $0.give(SECCOMP_RET_ALLOW)
        }
    }

    private mutating func allow(_ call: Int32, ifArgument index: UInt32, isOneOf values: [UInt32]) {
        when(call) {
            $0.load(argument: index)
            for value in values {
                $0.add(Code.equal, value, ifTrue: 0, ifFalse: 1)
                $0.give(SECCOMP_RET_ALLOW)
            }
            $0.give(Self.refusal(EPERM))
        }
    }

    private mutating func refuse(_ call: Int32, with error: Int32) {
        when(call, counts: false) { $0.give(Self.refusal(error)) }
    }

    private mutating func kill(_ call: Int32) {
        when(call, counts: false) { $0.give(SECCOMP_RET_KILL_PROCESS) }
    }

    // MARK: Instructions

    /// classic BPF: linux/bpf_common.h.
    private enum Code {
        /// BPF_LD | BPF_W | BPF_ABS: four bytes of seccomp_data.
        static let load: UInt16 = 0x20
        /// BPF_JMP | BPF_JEQ | BPF_K
        static let equal: UInt16 = 0x15
        /// BPF_JMP | BPF_JSET | BPF_K
        static let anyBit: UInt16 = 0x45
        /// BPF_ALU | BPF_AND | BPF_K
        static let and: UInt16 = 0x54
        /// BPF_RET | BPF_K
        static let give: UInt16 = 0x06
    }

    private static func refusal(_ error: Int32) -> UInt32 { SECCOMP_RET_ERRNO | UInt32(error) }

    /// What is done about one call; it has to end in a verdict, as nothing is loaded anew behind it.
    private mutating func when(_ call: Int32, counts: Bool = true, _ verdict: (inout SystemCallFilter) -> Void) {
        let jump = program.count
        add(Code.equal, UInt32(call), ifTrue: 0, ifFalse: 0)
        verdict(&self)
        program[jump].jf = UInt8(program.count - jump - 1)
        if counts { count += 1 }
    }

    /// The lower half of an argument. Both architectures are little-endian.
    private mutating func load(argument index: UInt32) { load(16 + 8 * index) }

    private mutating func load(_ offset: UInt32) { add(Code.load, offset, ifTrue: 0, ifFalse: 0) }

    private mutating func give(_ verdict: UInt32) { add(Code.give, verdict, ifTrue: 0, ifFalse: 0) }

    private mutating func add(_ code: UInt16, _ value: UInt32, ifTrue: UInt8, ifFalse: UInt8) {
        program.append(sock_filter(code: code, jt: ifTrue, jf: ifFalse, k: value))
    }
}
