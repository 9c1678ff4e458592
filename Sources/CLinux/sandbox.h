// Landlock and seccomp: system calls that glibc has no functions for, and what linux/landlock.h of Debian 12 is too old
// to have. See landlock(7) and seccomp(2).
#pragma once
#include <asm/unistd.h>
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <unistd.h>

long syscall(long number, ...);

// The numbers are the same on every architecture.
enum { TALLYMAN_LANDLOCK_CREATE = 444, TALLYMAN_LANDLOCK_ADD_RULE = 445, TALLYMAN_LANDLOCK_RESTRICT_SELF = 446 };
enum { TALLYMAN_LANDLOCK_PATH_BENEATH = 1, TALLYMAN_LANDLOCK_NET_PORT = 2 };

// struct landlock_ruleset_attr as of version 6. An older kernel takes a longer one whose end is zero.
struct tallyman_landlock_ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scopes;
};

// The version of Landlock that the kernel speaks, from 1 on; negative where it has none.
static inline int tallyman_landlock_version(void) {
    return (int)syscall(TALLYMAN_LANDLOCK_CREATE, NULL, 0, 1 /* LANDLOCK_CREATE_RULESET_VERSION */);
}

static inline int tallyman_landlock_create(const struct tallyman_landlock_ruleset *_Nonnull ruleset) {
    return (int)syscall(TALLYMAN_LANDLOCK_CREATE, ruleset, sizeof *ruleset, 0);
}

static inline int tallyman_landlock_allow_beneath(int ruleset, uint64_t access, int file) {
    struct {
        uint64_t access;
        int32_t file;
    } __attribute__((packed)) rule = {access, file};
    return (int)syscall(TALLYMAN_LANDLOCK_ADD_RULE, ruleset, TALLYMAN_LANDLOCK_PATH_BENEATH, &rule, 0);
}

static inline int tallyman_landlock_allow_port(int ruleset, uint64_t access, uint64_t port) {
    struct {
        uint64_t access, port;
    } rule = {access, port};
    return (int)syscall(TALLYMAN_LANDLOCK_ADD_RULE, ruleset, TALLYMAN_LANDLOCK_NET_PORT, &rule, 0);
}

// Holds for this thread and those that it starts.
static inline int tallyman_landlock_restrict(int ruleset) {
    return (int)syscall(TALLYMAN_LANDLOCK_RESTRICT_SELF, ruleset, 0);
}

// Whose system calls are numbered as those of the filter are.
#if defined(__x86_64__)
static const uint32_t tallyman_architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
static const uint32_t tallyman_architecture = AUDIT_ARCH_AARCH64;
#else
#error "which architecture is this to seccomp?"
#endif

// Holds for every thread of the process. 0, or errno.
static inline int tallyman_seccomp(const struct sock_filter *_Nonnull filter, unsigned short length) {
    struct sock_fprog program = {.len = length, .filter = (struct sock_filter *)filter};
    // Not slower than it has to be: no mitigation is needed against code that the process does not make itself.
    unsigned long flags = SECCOMP_FILTER_FLAG_TSYNC | SECCOMP_FILTER_FLAG_SPEC_ALLOW;
    long result = syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
    return result == 0 ? 0 : result > 0 ? EBUSY : errno;
}

// No program started from here on gets more rights than this one. 0, or errno.
static inline int tallyman_forbid_new_privileges(void) {
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno;
}

// Neither a core dump nor another process of the same user shows this one's memory. 0, or errno.
static inline int tallyman_hide_memory(void) {
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : errno;
}

// Whether one does.
static inline int tallyman_is_dumpable(void) {
    return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
}
