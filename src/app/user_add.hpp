#pragma once
// `parley user add` and `parley organization add`: setting up by hand, while no server runs on the
// directory.

#include <optional>
#include <string>
#include <vector>

#include "domain/presets.hpp"

namespace parley::app {

struct UserAddOptions {
    std::string data;
    std::string database;
    std::string name;
    std::string display_name;
    std::vector<std::string> roles{"agent"};
    std::vector<std::string> queues;
    std::optional<std::int64_t> capacity;
    std::string organization;  // slug; the only one if empty
    bool password_stdin = false;
};
int user_add(UserAddOptions const& options);

/// No switch is set: chats are offered, and nothing is left to do after them.
inline constexpr auto no_preset = "none";

struct OrganizationAddOptions {
    std::string data;
    std::string database;
    std::string slug;
    std::string name;
    std::vector<std::string> queues{"Support"};
    std::string preset{domain::first_preset};  // or no_preset
};
int organization_add(OrganizationAddOptions const& options);

}  // namespace parley::app
