/* What Swift needs of libgit2 1.5 … 1.9. The static functions wrap the variadic
   `git_libgit2_opts`, which Swift cannot call. Each returns 0 or a negative libgit2 error. */
#ifndef COUNTERSIGN_CLIBGIT2_SHIM_H
#define COUNTERSIGN_CLIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/repository.h>

static inline int countersign_set_search_path(int level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

static inline int countersign_set_template_path(const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_TEMPLATE_PATH, path);
}

static inline int countersign_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

static inline int countersign_set_strict_hash_verification(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

static inline int countersign_set_object_caching(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, enabled);
}

static inline int countersign_accept_extensions(void) {
  const char *names[] = {"partialclone", "worktreeconfig", "preciousobjects"};
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, names, (size_t)3);
}

#endif
