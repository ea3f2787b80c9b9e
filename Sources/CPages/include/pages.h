#ifndef COUNTERSIGN_PAGES_H
#define COUNTERSIGN_PAGES_H

#include <stddef.h>

/// A file that is part of every page in HTML.
struct page_asset {
  const unsigned char *_Nonnull bytes;
  size_t count;
};

struct page_asset page_css(void);
struct page_asset page_js(void);

#endif
