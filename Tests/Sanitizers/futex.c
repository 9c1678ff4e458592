// Preloaded by `make test SANITIZE=thread`.
//
// A Mutex of Swift's that is fought over is locked and unlocked by the kernel (FUTEX_LOCK_PI; _MutexHandle._lockSlow and
// _unlockSlow in libswiftSynchronization), which ThreadSanitizer does not see: it would call races what the lock keeps
// apart. Where nobody waits, the lock is an atomic exchange in our own code, which it sees. So no report is suppressed:
// it is told of the one step it misses, at the address of the lock, as the kernel takes it.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/futex.h>
#include <stdarg.h>
#include <sys/syscall.h>

// sanitizer/tsan_interface.h; not there in programs that are built without it, such as `swift test` itself.
void __tsan_acquire(void *address) __attribute__((weak));
void __tsan_release(void *address) __attribute__((weak));

// syscall(2), the function of glibc that libswiftSynchronization calls.
long syscall(long number, ...) {
    static long (*next)(long, ...);
    if (!next) next = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");

    va_list rest;
    va_start(rest, number);
    long of[6];
    for (int i = 0; i < 6; i++) of[i] = va_arg(rest, long);
    va_end(rest);

    int operation = number == SYS_futex ? (int)of[1] & FUTEX_CMD_MASK : -1;
    if (operation == FUTEX_UNLOCK_PI && __tsan_release) __tsan_release((void *)of[0]);
    long result = next(number, of[0], of[1], of[2], of[3], of[4], of[5]);
    int locks = operation == FUTEX_LOCK_PI || operation == FUTEX_TRYLOCK_PI;
    if (locks && result == 0 && __tsan_acquire) __tsan_acquire((void *)of[0]);
    return result;
}
