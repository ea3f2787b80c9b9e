#ifndef COUNTERSIGN_PACKS_H
#define COUNTERSIGN_PACKS_H

#include <stddef.h>

/// A file of the sources that is part of the binary.
struct embedded_file {
  /// Relative to the root of the sources.
  const char *_Nonnull path;
  const unsigned char *_Nonnull bytes;
  size_t count;
};

/// The files, in the byte order of their paths.
extern const struct embedded_file *_Nonnull embedded_files(size_t *_Nonnull count);

#endif
