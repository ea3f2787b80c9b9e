// The style and the script of pages in HTML as part of the binary. They are files by themselves, so that what knows
// their languages can look at them.

#include "pages.h"

// #embed is C23, and an extension of clang's before that.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char css[] = {
#embed "page.css"
};
static const unsigned char js[] = {
#embed "page.js"
};

struct page_asset page_css(void) { return (struct page_asset){css, sizeof css}; }
struct page_asset page_js(void) { return (struct page_asset){js, sizeof js}; }
