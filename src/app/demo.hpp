#pragma once
// The demo organization: what `parley demo` makes in an empty data directory.

#include "store/tx.hpp"

namespace parley::app {

inline constexpr auto demo_password = "parley-demo";

/// Organization "demo" with queues Sales, Support and Billing, agents agent1 to agent3, manager,
/// admin.
void set_up_demo(store::Tx& tx);

/// What a person who has just started the demo needs to know, on stdout.
void print_demo_welcome(std::string const& url);

}  // namespace parley::app
