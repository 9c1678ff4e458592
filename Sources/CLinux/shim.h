// What the Glibc module leaves out.
#pragma once
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

// Declared by sys/socket.h and sched.h only under _GNU_SOURCE.
int accept4(int descriptor, struct sockaddr *_Nullable address, socklen_t *_Nullable length, int flags);
int sched_getaffinity(pid_t process, size_t size, cpu_set_t *_Nonnull set);
