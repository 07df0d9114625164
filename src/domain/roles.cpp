#include "domain/roles.hpp"

#include <boost/mp11.hpp>

namespace parley::domain {

namespace {

template <class Each>
void for_each_right(Each each) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Right>>(
        [&](auto enumerator) { each(enumerator.value, std::string_view{enumerator.name}); });
}

}  // namespace

std::vector<Right> listed(Rights rights) {
    std::vector<Right> list;
    for_each_right([&](Right right, std::string_view) {
        if (rights.has(right)) list.push_back(right);
    });
    return list;
}

Rights rights_in(std::vector<Right> const& list) {
    Rights rights;
    for (auto right : list) rights.add(right);
    return rights;
}

std::vector<Right> all_rights() {
    std::vector<Right> list;
    for_each_right([&](Right right, std::string_view) { list.push_back(right); });
    return list;
}

std::string to_word(Rights rights) {
    std::string word;
    for_each_right([&](Right right, std::string_view name) {
        if (!rights.has(right)) return;
        if (!word.empty()) word += ' ';
        word += name;
    });
    return word;
}

Rights rights_from_word(std::string_view word) {
    Rights rights;
    while (!word.empty()) {
        auto const end = std::min(word.find(' '), word.size());
        auto const name = word.substr(0, end);
        for_each_right([&](Right right, std::string_view known) {
            if (name == known) rights.add(right);
        });
        word.remove_prefix(std::min(end + 1, word.size()));
    }
    return rights;
}

std::optional<Right> needed_by(Right right) {
    switch (right) {
        case Right::chat_pull:
        case Right::chat_conference:
        case Right::chat_canned:
        case Right::chat_rich_text:
        case Right::chat_attach:
        case Right::own_status:
            return Right::chat_handle;
        case Right::chat_handle:  // the desk shows agents the queues that they work in
        case Right::queue_enable:
            return Right::queue_view;
        case Right::chat_monitor:
        case Right::chat_route:
        case Right::chat_steer:
            return Right::chat_view_all;
        case Right::agent_set_status:
        case Right::agent_sign_out:
        case Right::canned_manage:  // of teams
            return Right::agent_view;
        case Right::chat_view_all:
        case Right::agent_view:
        case Right::report_view:
        case Right::settings_view:
            return Right::queue_view;  // whatever they show is of queues
        case Right::report_save:
            return Right::report_view;
        case Right::settings_manage:
            return Right::settings_view;
        case Right::queue_view:
        case Right::article_manage:  // they are for everybody to read
            break;
    }
    return std::nullopt;
}

BuiltInRole const* find_built_in(std::string_view key) {
    for (auto const& role : built_in_roles) {
        if (role.key == key) return &role;
    }
    return nullptr;
}

Rights rights_of(std::vector<Role> const& roles) {
    Rights rights;
    for (auto const& role : roles) rights.add(role.rights);
    return rights;
}

std::vector<std::string> keys_of(std::vector<Role> const& roles) {
    std::vector<std::string> keys;
    for (auto const& role : roles) keys.push_back(role.key);
    return keys;
}

}  // namespace parley::domain
