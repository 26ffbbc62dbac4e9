/* Moves the wall clock that a program reads by as many seconds as a file says, which may change while it runs. Loaded
 * with LD_PRELOAD by clock.rs, which says what it means.
 *
 *   WALL_CLOCK_FILE  file of 8 bytes: seconds to add, a signed integer of this machine; without it the clock is right
 *
 * Clocks that nobody can set (monotonic, since the start) stay as they are, and so do the times of files, which the
 * kernel gives. Both variables stay in the environment when the program takes them away: what it starts reads the
 * same clock.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#if __SIZEOF_POINTER__ != 8
#error "written for 64-bit Linux"
#endif

static const char FILE_VARIABLE[] = "WALL_CLOCK_FILE";
static const _Atomic int64_t *ahead_s;

static _Noreturn void broken(const char *what)
{
    static const char prefix[] = "clock.c: ";
    syscall(SYS_write, 2, prefix, sizeof prefix - 1);
    syscall(SYS_write, 2, what, strlen(what));
    syscall(SYS_write, 2, "\n", 1);
    syscall(SYS_exit_group, 99);
    __builtin_unreachable();
}

__attribute__((constructor)) static void start(void)
{
    const char *file = getenv(FILE_VARIABLE);
    if (!file || !*file)
        return;
    long fd = syscall(SYS_openat, AT_FDCWD, file, O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0)
        broken("WALL_CLOCK_FILE cannot be opened");
    long mapped = syscall(SYS_mmap, NULL, sizeof *ahead_s, PROT_READ, MAP_SHARED, fd, 0);
    if (mapped == -1)
        broken("WALL_CLOCK_FILE cannot be mapped");
    syscall(SYS_close, fd);
    ahead_s = (const _Atomic int64_t *)mapped;
}

static int64_t ahead(void)
{
    return ahead_s ? atomic_load(ahead_s) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int result = (int)syscall(SYS_clock_gettime, clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI))
        now->tv_sec += ahead();
    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    int result = (int)syscall(SYS_gettimeofday, now, zone);
    if (result == 0)
        now->tv_sec += ahead();
    return result;
}

time_t time(time_t *kept)
{
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0)
        return -1;
    if (kept)
        *kept = now.tv_sec;
    return now.tv_sec;
}

int timespec_get(struct timespec *now, int base)
{
    return base == TIME_UTC && clock_gettime(CLOCK_REALTIME, now) == 0 ? base : 0;
}

int unsetenv(const char *name)
{
    if (ahead_s && (strcmp(name, "LD_PRELOAD") == 0 || strcmp(name, FILE_VARIABLE) == 0))
        return 0;
    int (*real)(const char *) = (int (*)(const char *))dlsym(RTLD_NEXT, "unsetenv");
    if (!real)
        broken("there is no unsetenv");
    return real(name);
}
