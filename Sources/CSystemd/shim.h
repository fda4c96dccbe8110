// SPDX-License-Identifier: Apache-2.0
// libsystemd's notification and journal calls, and a function for what is only a macro there.

#ifndef FEEDWATCH_CSYSTEMD_SHIM_H
#define FEEDWATCH_CSYSTEMD_SHIM_H

#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>

/// sd_journal_sendv(3) without CODE_FILE= and its like, which would name this header.
static inline int feedwatch_journal_sendv(const struct iovec *fields, int count) {
    return sd_journal_sendv(fields, count);
}

#endif
