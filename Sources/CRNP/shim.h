/* What Swift needs of librnp 0.16 and later: nothing but its two headers. */
#include <rnp/rnp.h>
#include <rnp/rnp_err.h>
