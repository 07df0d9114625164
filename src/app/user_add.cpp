#include "app/user_add.hpp"

#include <cstdio>
#include <iostream>
#include <random>
#include <stdexcept>

#include <termios.h>
#include <unistd.h>

#include "app/data_directory.hpp"
#include "base/secret.hpp"
#include "service/administration.hpp"
#include "service/audit.hpp"
#include "service/setup.hpp"
#include "store/open.hpp"

namespace parley::app {

namespace {

std::string read_line() {
    std::string line;
    if (!std::getline(std::cin, line)) throw std::runtime_error("no password was given");
    return line;
}

/// Asks on the terminal, twice, without showing what is typed.
std::string ask_password() {
    termios before{};
    tcgetattr(STDIN_FILENO, &before);
    auto hidden = before;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
    std::fputs("Password: ", stderr);
    auto const first = read_line();
    std::fputs("\nOnce more: ", stderr);
    auto const second = read_line();
    std::fputs("\n", stderr);
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    if (first != second) throw std::runtime_error("the two passwords differ");
    return first;
}

std::string new_password(UserAddOptions const& options) {
    auto const password =
        options.password_stdin || !isatty(STDIN_FILENO) ? read_line() : ask_password();
    try {
        service::check_password(password, "/password");
    } catch (Refused const& refused) {
        throw std::runtime_error("the password " + refused.detail);
    }
    return password;
}

/// Runs one change on the database. Refusals become sentences for people.
template <class Change>
int change(std::string const& directory, std::string const& database, Change change_it) {
    DataPlace const data{directory, database};
    SteadyClock const clock;
    IdMaker ids{clock, std::random_device{}()};
    Limits const limits;
    auto const connection = store::open_connection(data.place(), clock, ids, limits);
    try {
        connection->run(change_it);
    } catch (Refused const& refused) {
        auto const& what =
            refused.detail.empty() ? std::string{code_title(refused.code)} : refused.detail;
        throw std::runtime_error((refused.path.empty() ? "" : refused.path.substr(1) + ": ") +
                                 what);
    }
    return 0;
}

}  // namespace

int user_add(UserAddOptions const& options) {
    auto const hash = hash_password(new_password(options));
    return change(options.data, options.database, [&](store::Tx& tx) {
        if (tx.people.organizations().empty()) {
            auto const main = service::add_organization(tx, {"main", "Main", {"Support"}});
            service::begin_with_preset(tx, main, domain::first_preset);
        }
        auto const organization = service::organization_named(tx, options.organization);
        auto const user =
            service::add_user(tx, {organization, options.name, options.display_name, hash,
                                   options.roles, options.capacity, options.queues});
        service::audit_command(tx, organization,
                               {"user.create", {"user", to_text(user), options.name}, {}, {}, {}});
        std::printf("added %s\n", options.name.c_str());
    });
}

int organization_add(OrganizationAddOptions const& options) {
    return change(options.data, options.database, [&](store::Tx& tx) {
        auto const& name = options.name.empty() ? options.slug : options.name;
        auto const made = service::add_organization(tx, {options.slug, name, options.queues});
        if (options.preset != no_preset) service::begin_with_preset(tx, made, options.preset);
        service::audit_command(
            tx, made, {"organization.add", {"organization", to_text(made), name}, {}, {}, {}});
        std::printf("added %s\n", options.slug.c_str());
    });
}

}  // namespace parley::app
