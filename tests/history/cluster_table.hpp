#pragma once
// What came out of the rounds, by kind of harm.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "round.hpp"
#include "storm.hpp"

namespace parley::history {

class ClusterTable {
  public:
    void add(Harm harm, RoundResult const& result, std::vector<double> const& served_ms);

    /// In Markdown, with a last row for all.
    std::string text() const;
    /// Whether nodes that died or stood still were replaced in time (P10).
    bool in_time() const;

  private:
    struct Row {
        std::uint64_t rounds = 0;
        std::map<Kind, std::uint64_t> records;
        std::map<Fault, std::uint64_t> faults;
        std::vector<double> served_ms;
    };
    static std::string line(std::string_view name, Row const& row);

    std::map<Harm, Row> rows_;
};

}  // namespace parley::history
