#pragma once
// A balancer between people and nodes: every person has a door, which leads each new connection to
// the next node that takes traffic. A node that does not answer, or says that it is not ready, gets
// no new connections and loses those that it has, as with the balancers of tests/servers.

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "client/session.hpp"
#include "fault_proxy.hpp"

namespace parley::history {

/// The name under which people know the nodes, all of them.
inline constexpr std::string_view public_name = "127.0.0.1:9";

class Balancer {
  public:
    Balancer(client::Loop& loop, std::vector<std::uint16_t> nodes);
    ~Balancer();

    /// Makes a door; its first connection goes to the node of this number.
    std::size_t add_door(std::size_t first_node);
    /// The next connection goes to this node, if it takes any.
    void lead(std::size_t door, std::size_t node);
    client::Address address(std::size_t door) const;
    client::Address address_of_node(std::size_t node) const;
    /// Where the newest connection through this door went.
    std::size_t node_of(std::size_t door) const { return doors_[door]->node; }
    bool is_up(std::size_t node) const;
    bool all_up() const;
    /// Called when a node that was down is up again, or the other way round.
    std::function<void(std::size_t node, bool up)> changed;

  private:
    struct Door {
        std::unique_ptr<FaultProxy> proxy;
        std::size_t node = 0;
        bool fresh = true;
    };
    struct Check;

    std::uint16_t choose(Door& door);
    void look(std::size_t node);
    void looked(std::size_t node, bool good);

    client::Loop& loop_;
    std::vector<std::uint16_t> ports_;
    std::vector<std::shared_ptr<Check>> checks_;
    std::vector<std::unique_ptr<Door>> doors_;
};

}  // namespace parley::history
