#include "domain/wrap_up.hpp"

#include <algorithm>
#include <set>

namespace parley::domain {

namespace {

std::int64_t chosen_of(ListRule const& list, std::span<CodeId const> chosen) {
    return std::ranges::count_if(chosen, [&](CodeId code) {
        return std::ranges::find(list.codes, code) != list.codes.end();
    });
}

/// How many codes a chat may have: every required list gets its own, whatever the switch says.
std::int64_t most_codes(std::span<ListRule const> lists, Policy const& policy) {
    auto const required = std::ranges::count_if(
        lists, [](ListRule const& list) { return list.required && !list.codes.empty(); });
    return std::max<std::int64_t>(policy.codes_max, required);
}

}  // namespace

std::optional<std::string> wrong_codes(std::span<ListRule const> lists,
                                       std::span<CodeId const> chosen, Policy const& policy) {
    std::int64_t known = 0;
    for (auto const& list : lists) {
        auto const count = chosen_of(list, chosen);
        if (count > 1 && !list.several) return "only one of " + list.name;
        known += count;
    }
    if (known < std::ssize(chosen)) return "one of them is in no list for this chat";
    if (std::set<CodeId>(chosen.begin(), chosen.end()).size() < chosen.size()) {
        return "one of them is there twice";
    }
    if (auto const most = most_codes(lists, policy); std::ssize(chosen) > most) {
        return "at most " + std::to_string(most);
    }
    return std::nullopt;
}

std::optional<std::string> missing_codes(std::span<ListRule const> lists,
                                         std::span<CodeId const> chosen, Policy const& policy) {
    std::int64_t available = 0;
    for (auto const& list : lists) {
        available += list.several ? std::ssize(list.codes) : std::ssize(list.codes) > 0 ? 1 : 0;
        if (list.required && !list.codes.empty() && chosen_of(list, chosen) == 0) {
            return "one of " + list.name + " is required";
        }
    }
    // No more can be asked for than may be chosen.
    auto const least = std::min({policy.codes_min, available, most_codes(lists, policy)});
    if (std::ssize(chosen) < least) return "at least " + std::to_string(least);
    return std::nullopt;
}

std::vector<CodeId> with_defaults(std::span<ListRule const> lists, std::vector<CodeId> chosen,
                                  Policy const& policy) {
    auto const add = [&](bool required) {
        for (auto const& list : lists) {
            if (!list.default_code || chosen_of(list, chosen) > 0) continue;
            if (required ? list.required : std::ssize(chosen) < policy.codes_min) {
                chosen.push_back(*list.default_code);
            }
        }
    };
    add(true);
    add(false);
    return chosen;
}

TimedOut timed_out(std::span<ListRule const> lists, std::vector<CodeId> chosen,
                   Policy const& policy) {
    if (policy.wrap_up_on_timeout == WrapUpTimeout::submit_default) {
        chosen = with_defaults(lists, std::move(chosen), policy);
    }
    bool const holds = policy.wrap_up_hold && policy.wrap_up != WrapUp::off;
    bool const missing = missing_codes(lists, chosen, policy).has_value();
    return {holds && missing, std::move(chosen)};
}

}  // namespace parley::domain
