#pragma once
// What a replay has found, and how it is shown.

#include <string>
#include <vector>

#include "client/histogram.hpp"
#include "client/transcript.hpp"

namespace parley::client {

struct ReplayReport {
    std::int64_t chats = 0;
    std::int64_t messages = 0;  // of people, at both sides and in the store
    double seconds = 0;
    Histogram latency;  // from sending to the event at the other side
    std::int64_t reconnects = 0;
    std::int64_t repeats = 0;    // posts that the server had stored already
    std::int64_t waits = 0;      // times that the server asked to come later
    std::int64_t handovers = 0;  // chats that came to another agent because theirs was lost
    std::vector<Difference> differences;
    std::vector<std::string> failures;  // chats that were not held to their end
};

std::string as_table(ReplayReport const& report);
std::string as_json(ReplayReport const& report);
/// Ids and numbers, never a text; at most 50 lines of each kind. Empty where there is nothing.
std::string list_differences(ReplayReport const& report);

}  // namespace parley::client
