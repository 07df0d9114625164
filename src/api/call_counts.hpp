#pragma once
// Counts calls by operation and outcome. The counter of a pair is made when it is first needed and
// found without a lock afterwards. Threads: any.

#include <atomic>
#include <vector>

#include "api/operations.hpp"
#include "base/metrics.hpp"
#include "base/refusal.hpp"

namespace parley::api {

class CallCounts {
  public:
    explicit CallCounts(Metrics& metrics);

    /// `refused` is null where the call was done.
    void count(Operation const& operation, Refused const* refused);
    /// The same for a call that went through the store, with how long that took.
    void count(Operation const& operation, Refused const* refused, SteadyTime since);

  private:
    Metrics& metrics_;
    std::vector<std::atomic<Metrics::Counter*>> counters_;  // an outcome beside the other
};

}  // namespace parley::api
