#include "service/nodes.hpp"

#include "base/refusal.hpp"
#include "service/customer_link.hpp"
#include "service/presence.hpp"
#include "service/supervision.hpp"

namespace parley::service {

void join_node(store::Tx& tx) {
    leave_node(tx);
    tx.nodes.add({tx.node(), tx.now(), 0});
}

std::vector<store::Node> beat(store::Tx& tx) {
    if (!tx.nodes.beat(tx.node())) throw Refused{Code::unavailable, "this node was given up"};
    return tx.nodes.all();
}

bool bury(store::Tx& tx, store::Node const& node) {
    if (!tx.nodes.remove(node.id, node.beat)) return false;
    tx.mails.remove_sender(node.id);
    for (auto const user : tx.nodes.agents_of(node.id)) agent_disconnected(tx, user, node.id);
    customers_may_be_gone(tx);
    watchers_may_be_gone(tx);
    return true;
}

void leave_node(store::Tx& tx) {
    for (auto const& node : tx.nodes.all()) {
        if (node.id == tx.node()) bury(tx, node);
    }
}

void bury_all(store::Tx& tx) {
    for (auto const& node : tx.nodes.all()) bury(tx, node);
}

}  // namespace parley::service
