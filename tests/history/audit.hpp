#pragma once
// Looks into the database for what must never be, whichever transaction was the last.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker.hpp"

namespace parley::history {

class Audit {
  public:
    explicit Audit(std::uint16_t port) : port_(port) {}

    /// Nothing where the database does not answer. With `at_end` no chat is open any more.
    std::vector<Violation> look(bool at_end);
    /// How many agents the database takes for connected.
    std::optional<int> connected_agents();

  private:
    struct Close;
    std::uint16_t port_;
};

}  // namespace parley::history
