// SPDX-License-Identifier: Apache-2.0
// malloc.h, which Swift's own Glibc module leaves out.
#include <malloc.h>
