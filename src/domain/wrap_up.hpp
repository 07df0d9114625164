#pragma once
// Codes that say what a chat was about, and what becomes of a wrap-up whose time is up. Pure.
// Source: E17, E32 to E34, W33, W44, S20 to S22; behaviour.md X12, X13.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "domain/policy.hpp"

namespace parley::domain {

/// A list whose codes may be chosen for a chat.
struct ListRule {
    std::string name;
    bool required = false;
    bool several = true;
    std::vector<CodeId> codes;
    std::optional<CodeId> default_code;
};

/// Which rule the codes break as they stand, whatever is still to come: one of no list, one twice,
/// two of a list that takes one, too many.
std::optional<std::string> wrong_codes(std::span<ListRule const> lists,
                                       std::span<CodeId const> chosen, Policy const& policy);

/// What is missing before the wrap-up can be submitted.
std::optional<std::string> missing_codes(std::span<ListRule const> lists,
                                         std::span<CodeId const> chosen, Policy const& policy);

/// The codes with the defaults of lists that are required, and of further lists as long as too few
/// are chosen.
std::vector<CodeId> with_defaults(std::span<ListRule const> lists, std::vector<CodeId> chosen,
                                  Policy const& policy);

/// What becomes of a wrap-up whose time is up: it ends with these codes, or it is held.
struct TimedOut {
    bool hold = false;
    std::vector<CodeId> codes;
};
TimedOut timed_out(std::span<ListRule const> lists, std::vector<CodeId> chosen,
                   Policy const& policy);

}  // namespace parley::domain
