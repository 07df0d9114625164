#pragma once
// `parley user add` and `parley organization add`: setting up by hand, while no server runs on the
// directory.

#include <optional>
#include <string>
#include <vector>

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

struct OrganizationAddOptions {
    std::string data;
    std::string database;
    std::string slug;
    std::string name;
    std::vector<std::string> queues{"Support"};
};
int organization_add(OrganizationAddOptions const& options);

}  // namespace parley::app
