#pragma once
// Why a chat was offered to somebody and to nobody else, as it was when the offer was made: kept
// with the offer in few bytes, however many members the queue has. Source: N2.

#include <string>
#include <vector>

#include "domain/routing.hpp"

namespace parley::service {

/// So many of the others are kept one by one, the nearest first; of the rest only how many had
/// which reason.
inline constexpr std::size_t reasons_kept = 12;

struct RestOf {
    domain::Standing standing;
    std::int64_t count;

    friend bool operator==(RestOf const&, RestOf const&) = default;
};

struct Reasons {
    domain::Strategy strategy = domain::Strategy::longest_idle;
    milliseconds waited{0};  // the chat
    std::int64_t priority = 0;
    std::vector<domain::Judged> judged;  // the chosen one first
    std::vector<RestOf> rest;
};

/// Whoever stands beyond reasons_kept is counted only. `rest` is not read.
std::string pack(Reasons const& reasons);
/// Nothing where the text is not what pack() gives.
std::optional<Reasons> unpack(std::string_view text);

}  // namespace parley::service
