// SPDX-License-Identifier: Apache-2.0
// What Swift's own Glibc module leaves out: malloc.h, statfs(2), and functions that glibc's headers show only with _GNU_SOURCE.
#include <malloc.h>
#include <spawn.h>
#include <sys/vfs.h>

// memfd_create(2)
int memfd_create(const char *_Nonnull name, unsigned int flags);
static const unsigned int SHIM_MFD_CLOEXEC = 0x1U;

// pipe2(2)
int pipe2(int *_Nonnull ends, int flags);

// posix_spawn_file_actions_addclosefrom_np(3), glibc 2.34
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *_Nonnull actions, const char *_Nonnull path);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *_Nonnull actions, int from);
