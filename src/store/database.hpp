#pragma once
// A connection to a database, as SOCI has it, that counts the statements which changed something.

#include <cstdint>

#include <soci/soci.h>

namespace parley::store {

class Database : public soci::session {
  public:
    std::int64_t writes = 0;
};

}  // namespace parley::store
