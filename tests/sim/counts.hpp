#pragma once
// What must hold of the rows at any time, as queries that count those that must not exist: P6, P7,
// C13 to C15 and the like. The simulator asks after every step, scenarios where they like.

#include <cstdint>
#include <string>

#include <boost/describe.hpp>

#include "store/connection.hpp"
#include "store/statement.hpp"

namespace parley::sim {

/// What one rule counts.
struct Broken {
    std::string rule;
    std::int64_t count;
};
BOOST_DESCRIBE_STRUCT(Broken, (), (rule, count))

/// The rules, asked again and again: to prepare their query takes five times as long as to run it.
class Counts {
  public:
    /// The connection lives longer.
    explicit Counts(store::Connection& connection);

    /// The first rule that rows break; empty where there is none.
    std::string broken_rule();

  private:
    store::Connection& connection_;
    store::Statement<Broken, Instant> query_;
};

}  // namespace parley::sim
