internal import CLinux

/// Lists of system calls.
enum SystemCall {
    /// What serving takes, in about the order of how often: the kernel goes through them one by one where it has not
    /// remembered the outcome (before 5.11).
    static let always: [Int32] = serving + memory + threads + reading + itself + older

    private static let serving: [Int32] = [
        __NR_epoll_pwait, __NR_read, __NR_write, __NR_epoll_ctl, __NR_accept4, __NR_recvfrom, __NR_sendto, __NR_close,
        __NR_timerfd_settime, __NR_setsockopt, __NR_getsockopt, __NR_shutdown, __NR_getsockname, __NR_getpeername,
        __NR_readv, __NR_writev, __NR_recvmsg, __NR_sendmsg, __NR_ppoll, __NR_fcntl, __NR_lseek, __NR_pread64,
        __NR_eventfd2, __NR_epoll_create1, __NR_timerfd_create,
    ]

    private static let memory: [Int32] = [__NR_munmap, __NR_mremap, __NR_madvise, __NR_brk]

    private static let threads: [Int32] = [
        __NR_futex, __NR_rseq, __NR_set_robust_list, __NR_exit, __NR_exit_group, __NR_sched_yield,
        __NR_sched_getaffinity, __NR_rt_sigaction, __NR_rt_sigprocmask, __NR_rt_sigreturn, __NR_rt_sigtimedwait,
        __NR_sigaltstack, __NR_restart_syscall, __NR_membarrier,
    ]

    /// A configuration, certificates, tokens, a cluster's folder, and being told that they have changed.
    private static let reading: [Int32] = [
        __NR_fstat, __NR_newfstatat, __NR_statx, __NR_faccessat, __NR_faccessat2, __NR_readlinkat, __NR_getdents64,
        __NR_getcwd, __NR_fstatfs, __NR_inotify_init1, __NR_inotify_add_watch, __NR_inotify_rm_watch,
    ]

    private static let itself: [Int32] = [
        __NR_clock_gettime, __NR_clock_getres, __NR_clock_nanosleep, __NR_nanosleep, __NR_gettimeofday, __NR_getrandom,
        __NR_getpid, __NR_gettid, __NR_getuid, __NR_geteuid, __NR_getgid, __NR_getegid, __NR_getrusage, __NR_uname,
        __NR_sysinfo, __NR_times,
    ]

    /// What newer architectures have under one name only.
    private static let older: [Int32] = {
        #if arch(x86_64)
            [
                __NR_epoll_wait, __NR_poll, __NR_stat, __NR_lstat, __NR_access, __NR_readlink, __NR_time,
                __NR_getrlimit,
            ]
        #else
            []
        #endif
    }()

    /// Besides `socket`, which depends on the kind.
    static let callingOut: [Int32] = [__NR_connect, __NR_sendmmsg, __NR_recvmmsg]

    /// What a server never does and an intruder would.
    static let deadly: [Int32] = {
        var calls = [__NR_execve, __NR_execveat, __NR_ptrace, __NR_process_vm_readv, __NR_process_vm_writev]
        #if arch(x86_64)
            calls += [__NR_fork, __NR_vfork]
        #endif
        return calls
    }()
}
