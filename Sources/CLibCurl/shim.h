// SPDX-License-Identifier: Apache-2.0
// libcurl for Swift: the variadic curl_easy_setopt and curl_easy_getinfo, once for each type of argument, and the
// constants that are casts or sums in curl.h. Nothing here decides anything.

#ifndef FEEDWATCH_CLIBCURL_SHIM_H
#define FEEDWATCH_CLIBCURL_SHIM_H

#include <curl/curl.h>
#include <locale.h>
#include <sys/prctl.h>

static inline CURLcode shim_setopt_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode shim_setopt_off_t(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

// libcurl copies the string. NULL takes the option back, or switches off what it names.
static inline CURLcode shim_setopt_string(CURL *easy, CURLoption option, const char *_Nullable value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode shim_setopt_pointer(CURL *easy, CURLoption option, void *_Nullable value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode shim_setopt_list(CURL *easy, CURLoption option, struct curl_slist *_Nullable value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode shim_setopt_send(CURL *easy, curl_read_callback callback) {
    return curl_easy_setopt(easy, CURLOPT_READFUNCTION, callback);
}

// CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION.
static inline CURLcode shim_setopt_receive(CURL *easy, CURLoption option, curl_write_callback callback) {
    return curl_easy_setopt(easy, option, callback);
}

static inline CURLcode shim_setopt_opensocket(CURL *easy, curl_opensocket_callback callback) {
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, callback);
}

static inline CURLcode shim_setopt_prereq(CURL *easy, curl_prereq_callback callback) {
    return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, callback);
}

static inline CURLcode shim_setopt_progress(CURL *easy, curl_xferinfo_callback callback) {
    return curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, callback);
}

static inline CURLcode shim_getinfo_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode shim_getinfo_off_t(CURL *easy, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode shim_getinfo_string(CURL *easy, CURLINFO info, char *_Nullable *_Nonnull value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode shim_getinfo_pointer(CURL *easy, CURLINFO info, void *_Nullable *_Nonnull value) {
    return curl_easy_getinfo(easy, info, value);
}

// The caller frees the list.
static inline CURLcode shim_getinfo_list(CURL *easy, CURLINFO info, struct curl_slist *_Nullable *_Nonnull value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode shim_multi_setopt_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

// The result of a finished transfer; a union in curl.h.
static inline CURLcode shim_message_result(const struct CURLMsg *message) {
    return message->data.result;
}

static inline CURLcode shim_global_init(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

// Features of the library that runs, as CURL_VERSION_ bits.
static inline int shim_features(void) {
    return curl_version_info(CURLVERSION_NOW)->features;
}

// Lets libidn2, which asks the locale, read host names of the calling thread's transfers as UTF-8. C.UTF-8 is a part of
// glibc; where it is missing, only host names beyond ASCII fail.
static inline void shim_read_names_as_utf8(void) {
    locale_t names = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (names != (locale_t)0) uselocale(names);
}

// Names the calling thread, at most 15 bytes; prctl is variadic, too.
static inline void shim_name_thread(const char *_Nonnull name) {
    prctl(PR_SET_NAME, name);
}

static const long SHIM_AUTH_BASIC = (long)CURLAUTH_BASIC;
static const long SHIM_AUTH_DIGEST = (long)CURLAUTH_DIGEST;
static const long SHIM_USESSL_ALL = (long)CURLUSESSL_ALL;
static const long SHIM_USESSL_NONE = (long)CURLUSESSL_NONE;
static const long SHIM_AUTH_BEARER = (long)CURLAUTH_BEARER;
static const int SHIM_FEATURE_LIBZ = CURL_VERSION_LIBZ;
static const int SHIM_FEATURE_BROTLI = CURL_VERSION_BROTLI;
static const int SHIM_FEATURE_ZSTD = CURL_VERSION_ZSTD;

#endif
