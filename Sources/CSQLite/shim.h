/* What Swift needs of SQLite 3.37 or later, which has strict tables. SQLITE_TRANSIENT is a cast, which Swift cannot
   see: SQLite copies the text. */
#ifndef COUNTERSIGN_CSQLITE_SHIM_H
#define COUNTERSIGN_CSQLITE_SHIM_H

#include <sqlite3.h>

static inline int countersign_bind_text(sqlite3_stmt *statement, int index, const char *text, int length) {
  return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}

#endif
