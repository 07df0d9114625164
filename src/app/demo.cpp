#include "app/demo.hpp"

#include <cstdio>

#include "app/demo_articles.hpp"
#include "app/demo_canned.hpp"
#include "base/secret.hpp"
#include "domain/presets.hpp"
#include "service/setup.hpp"

namespace parley::app {

void set_up_demo(store::Tx& tx) {
    std::vector<std::string> const queues{"Sales", "Support", "Billing"};
    auto const organization = service::add_organization(tx, {"demo", "Parley demo shop", queues});
    service::begin_with_preset(tx, organization, domain::first_preset);
    auto const password_hash = hash_password(demo_password);
    auto const add = [&](std::string name, std::string shown, std::string const& role) {
        return service::add_user(tx, {organization,
                                      std::move(name),
                                      std::move(shown),
                                      password_hash,
                                      {role},
                                      {},
                                      role == "agent" ? queues : std::vector<std::string>{}});
    };
    add("agent1", "Maya Ortiz", "agent");
    add("agent2", "Ravi Shah", "agent");
    add("agent3", "Lena Brandt", "agent");
    add("manager", "Tom Weber", "manager");
    auto const admin = add("admin", "Ines Costa", "administrator");
    add_demo_canned(tx, admin);
    add_demo_articles(tx, admin);
}

void print_demo_welcome(std::string const& url) {
    std::printf(
        "\n"
        "  Parley demo\n"
        "\n"
        "  Shop, as a customer   %s/demo/shop.html\n"
        "  Support centre        %s/en\n"
        "  Desk, as an agent     %s/desk\n"
        "\n"
        "  Sign in as agent1, agent2 or agent3 (agents), manager or admin.\n"
        "  The password of all is %s\n"
        "\n"
        "  Ctrl+C stops it.\n\n",
        url.c_str(), url.c_str(), url.c_str(), demo_password);
    std::fflush(stdout);
}

}  // namespace parley::app
