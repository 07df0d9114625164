#pragma once
// Five ways of working, each a complete set of switches and statuses: those of the five systems
// that people come from. Source: behaviour.md 6.2 and 6.5.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/policy.hpp"
#include "domain/presence.hpp"

namespace parley::domain {

struct Preset {
    std::string key;
    Policy policy;
    std::vector<Status> statuses;  // in the order of lists
    std::vector<StatusReason> reasons;
};

std::span<Preset const> presets();
Preset const* find_preset(std::string_view key);

/// What a new installation begins with: the media desk, whose agents may decline.
inline constexpr auto first_preset = "media_desk";

}  // namespace parley::domain
