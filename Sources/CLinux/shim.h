// What the Glibc module leaves out.
#pragma once
#include <elf.h>
#include <malloc.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <netdb.h>
#include <string.h>

// Declared by sys/socket.h and sched.h only under _GNU_SOURCE.
int accept4(int descriptor, struct sockaddr *_Nullable address, socklen_t *_Nullable length, int flags);
int sched_getaffinity(pid_t process, size_t size, cpu_set_t *_Nonnull set);
// Declared by string.h only under _DEFAULT_SOURCE: memset that no optimiser leaves out.
void explicit_bzero(void *_Nullable start, size_t length);

#ifndef __USE_GNU
// Declared by link.h only under _GNU_SOURCE: one program or shared library in memory, as dl_iterate_phdr(3) shows it.
struct dl_phdr_info {
    Elf64_Addr dlpi_addr;
    const char *_Nullable dlpi_name;
    const Elf64_Phdr *_Nullable dlpi_phdr;
    Elf64_Half dlpi_phnum;
};
int dl_iterate_phdr(int (*_Nonnull visit)(struct dl_phdr_info *_Nonnull loaded, size_t size, void *_Nullable context),
                    void *_Nullable context);
#endif
