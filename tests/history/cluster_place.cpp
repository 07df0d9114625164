#include "cluster_place.hpp"

#include <algorithm>

namespace parley::history {

using client::milliseconds;

ClusterPlace::ClusterPlace(Parts const& parts, Storm storm)
    : parts_(parts),
      storm_(storm),
      audit_(parts.cluster.database_port()),
      look_timer_(parts.loop) {}

client::SessionOptions ClusterPlace::customer(std::size_t number) {
    auto options = parts_.session;
    auto const door = parts_.customer_doors.at(number);
    parts_.balancer.lead(door, number);  // so that every node has some when it is hit
    options.server = parts_.balancer.address(door);
    return options;
}

std::vector<client::SessionOptions> ClusterPlace::every_server() {
    std::vector<client::SessionOptions> servers(parts_.cluster.size(), parts_.session);
    for (std::size_t i = 0; i < servers.size(); ++i) {
        servers[i].server = parts_.balancer.address_of_node(i);
    }
    return servers;
}

void ClusterPlace::at(milliseconds when, client::Task task) {
    timers_.push_back(std::make_unique<client::Timer>(parts_.loop));
    timers_.back()->start(when, std::move(task));
}

void ClusterPlace::begin_harm(std::function<std::vector<Pair>()> pairs) {
    pairs_ = std::move(pairs);
    at(storm_.at, [this] { harm(); });
    look_again();
}

/// The chats whose customer or agent is at the node that is about to be hit.
std::vector<std::string> ClusterPlace::hit(std::vector<Pair> const& pairs) const {
    std::vector<std::string> chats;
    auto const at_node = [&](std::size_t door) {
        return parts_.balancer.node_of(door) == storm_.node;
    };
    for (auto const& pair : pairs) {
        if (hits_all(storm_.harm) || at_node(parts_.customer_doors.at(pair.customer)) ||
            (pair.agent && at_node(parts_.agent_doors.at(*pair.agent)))) {
            chats.push_back(pair.chat);
        }
    }
    return chats;
}

void ClusterPlace::harm() {
    auto& cluster = parts_.cluster;
    if (storm_.harm != Harm::none) served_.fault(hit(pairs_()));
    harms_ = true;
    switch (storm_.harm) {
        case Harm::none:
            break;
        case Harm::kill:
            cluster.kill(storm_.node);
            break;
        case Harm::pause:
            cluster.pause(storm_.node);
            break;
        case Harm::cut_database:
            cluster.to_database(storm_.node).hold();
            break;
        case Harm::cut_bus:
            cluster.to_bus(storm_.node).hold();
            break;
        case Harm::bus_down:
            cluster.tell_server("nats", "kill");
            break;
        case Harm::database_restart:
            cluster.tell_server("postgresql", "restart");
            break;
        case Harm::database_kill:
            cluster.tell_server("postgresql", "kill");
            cluster.tell_server("postgresql", "start");
            break;
    }
    at(storm_.span, [this] { heal(); });
}

void ClusterPlace::heal_cut(FaultProxy& proxy) const {
    if (storm_.resets) proxy.cut_all();
    proxy.release();
}

void ClusterPlace::heal() {
    auto& cluster = parts_.cluster;
    if (!std::exchange(harms_, false)) return;
    over_ = true;
    switch (storm_.harm) {
        case Harm::kill:
            cluster.start(storm_.node);
            break;
        case Harm::pause:
            cluster.resume(storm_.node);
            break;
        case Harm::cut_database:
            heal_cut(cluster.to_database(storm_.node));
            break;
        case Harm::cut_bus:
            heal_cut(cluster.to_bus(storm_.node));
            break;
        case Harm::bus_down:
            cluster.tell_server("nats", "start");
            break;
        case Harm::none:
        case Harm::database_restart:
        case Harm::database_kill:
            break;
    }
}

bool ClusterPlace::may_rest() { return over_ && !parts_.cluster.busy() && served_.all(); }

void ClusterPlace::end_harm() {
    timers_.clear();
    look_timer_.cancel();
    heal();
}

bool ClusterPlace::is_whole() {
    if (parts_.cluster.busy() || !parts_.balancer.all_up()) return false;
    constexpr milliseconds pause{200};
    if (client::steady_now() - looked_ < pause) return false;
    looked_ = client::steady_now();
    return audit_.connected_agents() == static_cast<int>(parts_.crew.size());
}

std::string ClusterPlace::state() {
    std::string text;
    for (std::size_t i = 0; i < parts_.cluster.size(); ++i) {
        if (!parts_.balancer.is_up(i)) text += " node " + std::to_string(i + 1) + " is down,";
    }
    return text + " the database knows of " +
           std::to_string(audit_.connected_agents().value_or(-1)) + " connected agents";
}

/// Between two transactions everything is as it must be, whatever is done to the nodes.
void ClusterPlace::look_again() {
    constexpr milliseconds pause{1000};
    look_timer_.start(pause, [this] {
        if (!parts_.cluster.busy()) {
            std::ranges::move(audit_.look(false), std::back_inserter(found_));
        }
        if (found_.empty()) look_again();
    });
}

std::vector<Violation> ClusterPlace::look(bool at_end) {
    auto found = std::exchange(found_, {});
    std::ranges::move(audit_.look(at_end), std::back_inserter(found));
    return found;
}

}  // namespace parley::history
