/* Interposes the C library's file-changing calls, numbers those that touch a path below FAULT_ROOT,
 * and makes one of them go wrong. Loaded with LD_PRELOAD by faults.rs, which says what it means.
 *
 *   FAULT_ROOT        real path of the directory that is watched; without it every call passes
 *   FAULT_AT          number of the call that goes wrong, from 1; 0 or absent: only count
 *   FAULT_KIND        kill | kill-after | torn | eio | enospc | edquot | erofs
 *                     stop: nothing goes wrong, but Ctrl-Z is pressed (SIGTSTP) at the first call from FAULT_AT on
 *                     that writes into the registry's log, which is inside a transaction
 *   FAULT_STICKY      1: later calls fail too; freed: until a file of 1 MiB or more is deleted or emptied
 *   FAULT_COUNT_FILE  file of 32 bytes: struct counters below, kept up to date also when killed
 *   FAULT_TRACE       file that gets one line per numbered call: number, mark, class, name, size, path
 *
 * The number is shared by all processes that inherit the variables. Real calls are made as plain system
 * calls, so nothing here depends on the C library's symbols. Not seen: calls that C library streams make
 * inside the library, direct system calls (rustix without use-libc), io_uring, stores into mapped files;
 * changes of owner and times.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#if __SIZEOF_POINTER__ != 8
#error "written for 64-bit Linux"
#endif

enum { PATH_SIZE = 2 * PATH_MAX, PIECES_MAX = 1024 };
static const off_t FREED_MIN = 1 << 20;

struct counters {
    _Atomic uint64_t calls;  /* numbered calls */
    _Atomic uint64_t hits;   /* calls that went wrong on purpose */
    _Atomic uint64_t mapped; /* shared writable mappings, not numbered */
    _Atomic uint64_t freed;  /* FAULT_STICKY=freed: space was given back */
};

enum kind { NONE, KILL, KILL_AFTER, TORN, FAIL, STOP };
enum sticky { ONCE, STICKY, UNTIL_FREED };

/* What a call needs of the disk: decides which errors it can meet, and whether it can be torn. */
enum class {
    WRITES,  /* data */
    GROWS,   /* a new name or new blocks */
    OPENS,   /* an existing file, for writing */
    SYNCS,   /* no change of its own */
    RELEASES /* fewer blocks or names, or only a mode */
};
static const char *const CLASS_NAMES[] = {"writes", "grows", "opens", "syncs", "releases"};

/* What the caller of `enter` has to do. */
enum verdict { PASS, REFUSE, TEAR, DIE_AFTER };

static struct counters *counters;
static char root[PATH_MAX];
static size_t root_len;
static char trace_path[PATH_MAX];
static uint64_t fault_at;
static enum kind kind = NONE;
static enum sticky sticky = ONCE;
static int fault_errno;

static _Noreturn void broken(const char *what)
{
    static const char prefix[] = "fault.c: ";
    syscall(SYS_write, 2, prefix, sizeof prefix - 1);
    syscall(SYS_write, 2, what, strlen(what));
    syscall(SYS_write, 2, "\n", 1);
    syscall(SYS_exit_group, 99);
    __builtin_unreachable();
}

static _Noreturn void die(void)
{
    syscall(SYS_kill, (pid_t)syscall(SYS_getpid), SIGKILL);
    for (;;)
        syscall(SYS_sched_yield);
}

static void read_kind(const char *name)
{
    static const struct {
        const char *name;
        enum kind kind;
        int error;
    } kinds[] = {
        {"kill", KILL, 0},         {"kill-after", KILL_AFTER, 0}, {"torn", TORN, 0},      {"eio", FAIL, EIO},
        {"enospc", FAIL, ENOSPC},  {"edquot", FAIL, EDQUOT},      {"erofs", FAIL, EROFS},
        {"stop", STOP, 0},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(name, kinds[i].name) == 0) {
            kind = kinds[i].kind;
            fault_errno = kinds[i].error;
            return;
        }
    broken("unknown FAULT_KIND");
}

__attribute__((constructor)) static void start(void)
{
    const char *given_root = getenv("FAULT_ROOT");
    if (!given_root || !*given_root)
        return;
    if (strlen(given_root) >= sizeof root)
        broken("FAULT_ROOT is too long");
    strcpy(root, given_root);

    const char *trace = getenv("FAULT_TRACE");
    if (trace && strlen(trace) < sizeof trace_path)
        strcpy(trace_path, trace);
    const char *at = getenv("FAULT_AT");
    fault_at = at ? strtoull(at, NULL, 10) : 0;
    if (fault_at) {
        const char *name = getenv("FAULT_KIND");
        read_kind(name ? name : "kill");
    }
    const char *lasts = getenv("FAULT_STICKY");
    if (lasts && strcmp(lasts, "1") == 0)
        sticky = STICKY;
    else if (lasts && strcmp(lasts, "freed") == 0)
        sticky = UNTIL_FREED;

    const char *count_file = getenv("FAULT_COUNT_FILE");
    long fd = -1;
    if (count_file && *count_file) {
        fd = syscall(SYS_openat, AT_FDCWD, count_file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0 || syscall(SYS_ftruncate, fd, sizeof(struct counters)) != 0)
            broken("FAULT_COUNT_FILE cannot be used");
    }
    int flags = fd < 0 ? MAP_SHARED | MAP_ANONYMOUS : MAP_SHARED;
    long mapped = syscall(SYS_mmap, NULL, sizeof(struct counters), PROT_READ | PROT_WRITE, flags, fd, 0);
    if (mapped == -1)
        broken("the counters cannot be mapped");
    if (fd >= 0)
        syscall(SYS_close, fd);
    root_len = strlen(root);
    counters = (struct counters *)mapped;
}

/* ---- paths ---- */

static int is_below_root(const char *path)
{
    return strncmp(path, root, root_len) == 0 && (path[root_len] == '\0' || path[root_len] == '/');
}

static int path_of_fd(int fd, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    long length = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_SIZE - 1);
    if (length < 0)
        return 0;
    path[length] = '\0';
    return 1;
}

/* The folder is resolved by the kernel, the last name stays as written: it may not exist yet. */
static int path_of_name(int dirfd, const char *name, char *path)
{
    char folder[PATH_SIZE];
    if (!name || strlen(name) >= PATH_MAX)
        return 0;
    strcpy(folder, name);
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        folder[--length] = '\0';
    char *slash = strrchr(folder, '/');
    const char *last = slash ? slash + 1 : folder;
    const char *parent = !slash ? "." : slash == folder ? "/" : folder;
    if (slash && slash != folder)
        *slash = '\0';
    char name_only[NAME_MAX + 1];
    if (strlen(last) > NAME_MAX)
        return 0;
    strcpy(name_only, last);
    if (slash == folder)
        folder[1] = '\0';

    long fd = syscall(SYS_openat, dirfd, parent, O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
    if (fd < 0)
        return 0;
    int found = path_of_fd((int)fd, path);
    syscall(SYS_close, fd);
    if (!found || strlen(path) + strlen(name_only) + 2 > PATH_SIZE)
        return 0;
    if (strcmp(path, "/") != 0)
        strcat(path, "/");
    strcat(path, name_only);
    return 1;
}

/* ---- the one place that counts and decides ---- */

static int applies(enum class class)
{
    if (kind != FAIL)
        return 1;
    if (fault_errno == ENOSPC || fault_errno == EDQUOT)
        return class == WRITES || class == GROWS || class == SYNCS;
    if (fault_errno == EROFS)
        return class != SYNCS;
    return 1;
}

static int is_armed(uint64_t number)
{
    if (!fault_at || number < fault_at)
        return 0;
    if (number == fault_at || kind != FAIL)
        return 1;
    return sticky == STICKY || (sticky == UNTIL_FREED && !atomic_load(&counters->freed));
}

static void trace(uint64_t number, int faulted, enum class class, const char *name, size_t size, const char *path)
{
    if (!*trace_path)
        return;
    char line[PATH_SIZE + 128];
    const char *shown = path[root_len] ? path + root_len + 1 : ".";
    int length = snprintf(line, sizeof line, "%llu\t%c\t%s\t%s\t%zu\t%s\n", (unsigned long long)number,
                          faulted ? '!' : '-', CLASS_NAMES[class], name, size, shown);
    /* Opened each time: a program that closes every descriptor must not get this text into its own files. */
    long fd = syscall(SYS_openat, AT_FDCWD, trace_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0)
        broken("FAULT_TRACE cannot be written");
    syscall(SYS_write, fd, line, (size_t)length);
    syscall(SYS_close, fd);
}

static int ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), wanted = strlen(end);
    return length >= wanted && strcmp(text + length - wanted, end) == 0;
}

static enum verdict enter(enum class class, const char *name, size_t size, const char *path)
{
    int saved = errno;
    uint64_t number = atomic_fetch_add(&counters->calls, 1) + 1;
    int faulted = is_armed(number) && applies(class);
    if (kind == STOP)
        faulted = faulted && class == WRITES && ends_with(path, "/registry.sqlite-wal") && !atomic_load(&counters->hits);
    if (faulted)
        atomic_fetch_add(&counters->hits, 1);
    trace(number, faulted, class, name, size, path);
    errno = saved;
    if (!faulted)
        return PASS;
    switch (kind) {
    case STOP:
        syscall(SYS_kill, (pid_t)syscall(SYS_getpid), SIGTSTP);
        errno = saved;
        return PASS;
    case FAIL:
        errno = fault_errno;
        return REFUSE;
    case KILL_AFTER:
        if (number == fault_at)
            return DIE_AFTER;
        die();
    case TORN:
        if (number == fault_at && class == WRITES)
            return TEAR;
        die();
    default:
        die();
    }
}

static enum verdict enter_fd(enum class class, const char *name, size_t size, int fd)
{
    char path[PATH_SIZE];
    int saved = errno;
    if (!counters || !path_of_fd(fd, path) || !is_below_root(path)) {
        errno = saved;
        return PASS;
    }
    return enter(class, name, size, path);
}

static enum verdict enter_name(enum class class, const char *name, int dirfd, const char *file)
{
    char path[PATH_SIZE];
    int saved = errno;
    if (!counters || !path_of_name(dirfd, file, path) || !is_below_root(path)) {
        errno = saved;
        return PASS;
    }
    return enter(class, name, 0, path);
}

/* A rename or link counts when either end is below the root. */
static enum verdict enter_two(const char *name, int from_fd, const char *from, int to_fd, const char *to)
{
    char path[PATH_SIZE];
    int saved = errno;
    int inside = counters && path_of_name(to_fd, to, path) && is_below_root(path);
    if (!inside)
        inside = counters && path_of_name(from_fd, from, path) && is_below_root(path);
    errno = saved;
    return inside ? enter(GROWS, name, 0, path) : PASS;
}

static long leave(enum verdict verdict, long result)
{
    if (verdict == DIE_AFTER)
        die();
    return result;
}

/* The whole body of a call that cannot be torn. */
#define RUN(entered, ...)                                                                                              \
    do {                                                                                                               \
        enum verdict verdict = (entered);                                                                              \
        if (verdict == REFUSE)                                                                                         \
            return -1;                                                                                                 \
        return leave(verdict, syscall(__VA_ARGS__));                                                                   \
    } while (0)

/* ---- writing ---- */

ssize_t write(int fd, const void *data, size_t size)
{
    enum verdict verdict = enter_fd(WRITES, "write", size, fd);
    if (verdict == REFUSE)
        return -1;
    if (verdict == TEAR) {
        syscall(SYS_write, fd, data, size / 2);
        die();
    }
    return leave(verdict, syscall(SYS_write, fd, data, size));
}

static ssize_t pwrite_any(const char *name, int fd, const void *data, size_t size, off64_t offset)
{
    enum verdict verdict = enter_fd(WRITES, name, size, fd);
    if (verdict == REFUSE)
        return -1;
    if (verdict == TEAR) {
        syscall(SYS_pwrite64, fd, data, size / 2, offset);
        die();
    }
    return leave(verdict, syscall(SYS_pwrite64, fd, data, size, offset));
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset)
{
    return pwrite_any("pwrite", fd, data, size, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset)
{
    return pwrite_any("pwrite64", fd, data, size, offset);
}

/* Half of the bytes, cut inside a piece where half falls there. */
static int half_of(const struct iovec *pieces, int count, struct iovec *half)
{
    size_t left = 0;
    for (int i = 0; i < count; i++)
        left += pieces[i].iov_len;
    left /= 2;
    int kept = 0;
    for (; kept < count && kept < PIECES_MAX && left > 0; kept++) {
        half[kept] = pieces[kept];
        if (half[kept].iov_len > left)
            half[kept].iov_len = left;
        left -= half[kept].iov_len;
    }
    return kept;
}

static size_t size_of(const struct iovec *pieces, int count)
{
    size_t size = 0;
    for (int i = 0; i < count; i++)
        size += pieces[i].iov_len;
    return size;
}

ssize_t writev(int fd, const struct iovec *pieces, int count)
{
    enum verdict verdict = enter_fd(WRITES, "writev", size_of(pieces, count), fd);
    if (verdict == REFUSE)
        return -1;
    if (verdict == TEAR) {
        struct iovec half[PIECES_MAX];
        syscall(SYS_writev, fd, half, half_of(pieces, count, half));
        die();
    }
    return leave(verdict, syscall(SYS_writev, fd, pieces, count));
}

/* The kernel takes the offset in two halves; on 64 bits the low one holds all of it. */
static ssize_t pwritev_any(const char *name, int fd, const struct iovec *pieces, int count, off64_t offset)
{
    enum verdict verdict = enter_fd(WRITES, name, size_of(pieces, count), fd);
    if (verdict == REFUSE)
        return -1;
    if (verdict == TEAR) {
        struct iovec half[PIECES_MAX];
        syscall(SYS_pwritev, fd, half, half_of(pieces, count, half), offset, 0);
        die();
    }
    return leave(verdict, syscall(SYS_pwritev, fd, pieces, count, offset, 0));
}

ssize_t pwritev(int fd, const struct iovec *pieces, int count, off_t offset)
{
    return pwritev_any("pwritev", fd, pieces, count, offset);
}

ssize_t pwritev64(int fd, const struct iovec *pieces, int count, off64_t offset)
{
    return pwritev_any("pwritev64", fd, pieces, count, offset);
}

ssize_t copy_file_range(int from, off64_t *from_offset, int to, off64_t *to_offset, size_t size, unsigned flags)
{
    enum verdict verdict = enter_fd(WRITES, "copy_file_range", size, to);
    if (verdict == REFUSE)
        return -1;
    if (verdict == TEAR) {
        struct stat status;
        if (fstat(from, &status) == 0 && status.st_size < (off_t)size)
            size = (size_t)status.st_size;
        syscall(SYS_copy_file_range, from, from_offset, to, to_offset, size / 2, flags);
        die();
    }
    return leave(verdict, syscall(SYS_copy_file_range, from, from_offset, to, to_offset, size, flags));
}

static ssize_t sendfile_any(const char *name, int to, int from, off64_t *offset, size_t size)
{
    enum verdict verdict = enter_fd(WRITES, name, size, to);
    if (verdict == REFUSE)
        return -1;
    if (verdict == TEAR) {
        struct stat status;
        if (fstat(from, &status) == 0 && status.st_size < (off_t)size)
            size = (size_t)status.st_size;
        syscall(SYS_sendfile, to, from, offset, size / 2);
        die();
    }
    return leave(verdict, syscall(SYS_sendfile, to, from, offset, size));
}

ssize_t sendfile(int to, int from, off_t *offset, size_t size)
{
    return sendfile_any("sendfile", to, from, offset, size);
}

ssize_t sendfile64(int to, int from, off64_t *offset, size_t size)
{
    return sendfile_any("sendfile64", to, from, offset, size);
}

/* ---- opening ---- */

static int is_read_only_now(void)
{
    return kind == FAIL && fault_errno == EROFS && sticky == STICKY && atomic_load(&counters->calls) >= fault_at;
}

/* Numbered when it can create or empty a file. An existing file opened for writing is not a change,
 * but a read-only file system refuses it all the same. */
static int open_any(const char *name, int dirfd, const char *file, int flags, mode_t mode)
{
    int changes = (flags & (O_CREAT | O_TRUNC)) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    int writes = (flags & O_ACCMODE) != O_RDONLY;
    enum verdict verdict = PASS;
    if (counters && changes) {
        int saved = errno;
        int exists = file && syscall(SYS_faccessat, dirfd, file, F_OK) == 0;
        errno = saved;
        if ((flags & O_TMPFILE) == O_TMPFILE)
            exists = 0;
        enum class class = !exists ? GROWS : flags & O_TRUNC ? RELEASES : OPENS;
        verdict = enter_name(class, name, dirfd, file);
    } else if (counters && writes && is_read_only_now()) {
        char path[PATH_SIZE];
        if (path_of_name(dirfd, file, path) && is_below_root(path)) {
            errno = EROFS;
            verdict = REFUSE;
        }
    }
    if (verdict == REFUSE)
        return -1;
    return (int)leave(verdict, syscall(SYS_openat, dirfd, file, flags, mode));
}

static mode_t mode_after(int flags, va_list arguments)
{
    if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE)
        return va_arg(arguments, mode_t);
    return 0;
}

#define OPEN(function)                                                                                                 \
    int function(const char *file, int flags, ...)                                                                     \
    {                                                                                                                  \
        va_list arguments;                                                                                             \
        va_start(arguments, flags);                                                                                    \
        mode_t mode = mode_after(flags, arguments);                                                                    \
        va_end(arguments);                                                                                             \
        return open_any(#function, AT_FDCWD, file, flags, mode);                                                       \
    }
#define OPENAT(function)                                                                                               \
    int function(int dirfd, const char *file, int flags, ...)                                                          \
    {                                                                                                                  \
        va_list arguments;                                                                                             \
        va_start(arguments, flags);                                                                                    \
        mode_t mode = mode_after(flags, arguments);                                                                    \
        va_end(arguments);                                                                                             \
        return open_any(#function, dirfd, file, flags, mode);                                                          \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

int creat(const char *file, mode_t mode)
{
    return open_any("creat", AT_FDCWD, file, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int creat64(const char *file, mode_t mode)
{
    return open_any("creat64", AT_FDCWD, file, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

/* The checked forms that a C compiler emits for an open without a mode. */
int __open_2(const char *file, int flags);
int __open_2(const char *file, int flags)
{
    return open_any("__open_2", AT_FDCWD, file, flags, 0);
}

int __open64_2(const char *file, int flags);
int __open64_2(const char *file, int flags)
{
    return open_any("__open64_2", AT_FDCWD, file, flags, 0);
}

int __openat_2(int dirfd, const char *file, int flags);
int __openat_2(int dirfd, const char *file, int flags)
{
    return open_any("__openat_2", dirfd, file, flags, 0);
}

int __openat64_2(int dirfd, const char *file, int flags);
int __openat64_2(int dirfd, const char *file, int flags)
{
    return open_any("__openat64_2", dirfd, file, flags, 0);
}

/* ---- syncing ---- */

int fsync(int fd)
{
    RUN(enter_fd(SYNCS, "fsync", 0, fd), SYS_fsync, fd);
}

int fdatasync(int fd)
{
    RUN(enter_fd(SYNCS, "fdatasync", 0, fd), SYS_fdatasync, fd);
}

int syncfs(int fd)
{
    RUN(enter_fd(SYNCS, "syncfs", 0, fd), SYS_syncfs, fd);
}

int sync_file_range(int fd, off64_t offset, off64_t size, unsigned flags)
{
    RUN(enter_fd(SYNCS, "sync_file_range", (size_t)size, fd), SYS_sync_file_range, fd, offset, size, flags);
}


/* ---- sizes ---- */

static void note_freed(off_t size)
{
    if (sticky == UNTIL_FREED && size >= FREED_MIN && atomic_load(&counters->calls) >= fault_at)
        atomic_store(&counters->freed, 1);
}

static int truncate_fd(const char *name, int fd, off64_t size)
{
    enum verdict verdict = enter_fd(RELEASES, name, (size_t)size, fd);
    if (verdict == REFUSE)
        return -1;
    struct stat before;
    int known = sticky == UNTIL_FREED && fstat(fd, &before) == 0;
    int result = (int)leave(verdict, syscall(SYS_ftruncate, fd, size));
    if (result == 0 && known && counters)
        note_freed(before.st_size - size);
    return result;
}

int ftruncate(int fd, off_t size)
{
    return truncate_fd("ftruncate", fd, size);
}

int ftruncate64(int fd, off64_t size)
{
    return truncate_fd("ftruncate64", fd, size);
}

int truncate(const char *file, off_t size)
{
    RUN(enter_name(RELEASES, "truncate", AT_FDCWD, file), SYS_truncate, file, size);
}

int truncate64(const char *file, off64_t size)
{
    RUN(enter_name(RELEASES, "truncate64", AT_FDCWD, file), SYS_truncate, file, size);
}

int fallocate(int fd, int mode, off_t offset, off_t size)
{
    RUN(enter_fd(GROWS, "fallocate", (size_t)size, fd), SYS_fallocate, fd, mode, offset, size);
}

int fallocate64(int fd, int mode, off64_t offset, off64_t size)
{
    RUN(enter_fd(GROWS, "fallocate64", (size_t)size, fd), SYS_fallocate, fd, mode, offset, size);
}

/* Returns the error instead of setting errno. */
static int posix_fallocate_any(const char *name, int fd, off64_t offset, off64_t size)
{
    int saved = errno;
    enum verdict verdict = enter_fd(GROWS, name, (size_t)size, fd);
    long result = verdict == REFUSE ? -1 : leave(verdict, syscall(SYS_fallocate, fd, 0, offset, size));
    int error = result == 0 ? 0 : errno;
    errno = saved;
    return error;
}

int posix_fallocate(int fd, off_t offset, off_t size)
{
    return posix_fallocate_any("posix_fallocate", fd, offset, size);
}

int posix_fallocate64(int fd, off64_t offset, off64_t size)
{
    return posix_fallocate_any("posix_fallocate64", fd, offset, size);
}

/* ---- names ---- */

int rename(const char *from, const char *to)
{
    RUN(enter_two("rename", AT_FDCWD, from, AT_FDCWD, to), SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat(int from_fd, const char *from, int to_fd, const char *to)
{
    RUN(enter_two("renameat", from_fd, from, to_fd, to), SYS_renameat2, from_fd, from, to_fd, to, 0);
}

int renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
    RUN(enter_two("renameat2", from_fd, from, to_fd, to), SYS_renameat2, from_fd, from, to_fd, to, flags);
}

int link(const char *from, const char *to)
{
    RUN(enter_two("link", AT_FDCWD, from, AT_FDCWD, to), SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int linkat(int from_fd, const char *from, int to_fd, const char *to, int flags)
{
    RUN(enter_two("linkat", from_fd, from, to_fd, to), SYS_linkat, from_fd, from, to_fd, to, flags);
}

int symlink(const char *target, const char *file)
{
    RUN(enter_name(GROWS, "symlink", AT_FDCWD, file), SYS_symlinkat, target, AT_FDCWD, file);
}

int symlinkat(const char *target, int dirfd, const char *file)
{
    RUN(enter_name(GROWS, "symlinkat", dirfd, file), SYS_symlinkat, target, dirfd, file);
}

static int unlink_any(const char *name, int dirfd, const char *file, int flags)
{
    enum verdict verdict = enter_name(RELEASES, name, dirfd, file);
    if (verdict == REFUSE)
        return -1;
    char path[PATH_SIZE];
    struct stat before;
    int known = sticky == UNTIL_FREED && counters && path_of_name(dirfd, file, path) && is_below_root(path) &&
                fstatat(dirfd, file, &before, AT_SYMLINK_NOFOLLOW) == 0;
    int result = (int)leave(verdict, syscall(SYS_unlinkat, dirfd, file, flags));
    if (result == 0 && known)
        note_freed(before.st_size);
    return result;
}

int unlink(const char *file)
{
    return unlink_any("unlink", AT_FDCWD, file, 0);
}

int unlinkat(int dirfd, const char *file, int flags)
{
    return unlink_any("unlinkat", dirfd, file, flags);
}

int rmdir(const char *file)
{
    return unlink_any("rmdir", AT_FDCWD, file, AT_REMOVEDIR);
}

int remove(const char *file)
{
    int result = unlink_any("remove", AT_FDCWD, file, 0);
    return result != 0 && errno == EISDIR ? unlink_any("remove", AT_FDCWD, file, AT_REMOVEDIR) : result;
}

int mkdir(const char *file, mode_t mode)
{
    RUN(enter_name(GROWS, "mkdir", AT_FDCWD, file), SYS_mkdirat, AT_FDCWD, file, mode);
}

int mkdirat(int dirfd, const char *file, mode_t mode)
{
    RUN(enter_name(GROWS, "mkdirat", dirfd, file), SYS_mkdirat, dirfd, file, mode);
}

int chmod(const char *file, mode_t mode)
{
    RUN(enter_name(RELEASES, "chmod", AT_FDCWD, file), SYS_fchmodat, AT_FDCWD, file, mode);
}

int fchmod(int fd, mode_t mode)
{
    RUN(enter_fd(RELEASES, "fchmod", 0, fd), SYS_fchmod, fd, mode);
}

int fchmodat(int dirfd, const char *file, mode_t mode, int flags)
{
    if (flags != 0) {
        errno = ENOTSUP;
        return -1;
    }
    RUN(enter_name(RELEASES, "fchmodat", dirfd, file), SYS_fchmodat, dirfd, file, mode);
}

/* ---- mappings: counted apart, never refused ---- */

static void *mmap_any(void *address, size_t size, int protection, int flags, int fd, off64_t offset)
{
    if (counters && fd >= 0 && (flags & MAP_SHARED) && (protection & PROT_WRITE)) {
        char path[PATH_SIZE];
        int saved = errno;
        if (path_of_fd(fd, path) && is_below_root(path))
            atomic_fetch_add(&counters->mapped, 1);
        errno = saved;
    }
    return (void *)syscall(SYS_mmap, address, size, protection, flags, fd, offset);
}

void *mmap(void *address, size_t size, int protection, int flags, int fd, off_t offset)
{
    return mmap_any(address, size, protection, flags, fd, offset);
}

void *mmap64(void *address, size_t size, int protection, int flags, int fd, off64_t offset)
{
    return mmap_any(address, size, protection, flags, fd, offset);
}
