// What the Glibc module leaves out.
#pragma once
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
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
