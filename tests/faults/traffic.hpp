#pragma once
// A few agents and customers who chat: the real operations, chosen by chance and the same for the
// same seed.

#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "service/actor.hpp"
#include "store/sqlite/connection.hpp"

namespace parley::faults {

class Traffic {
  public:
    /// Is told what was promised to somebody: a message as in stored_messages() (contents.hpp), or
    /// nothing for other calls.
    using Promised = std::function<void(std::string)>;

    Traffic(std::uint64_t seed, Promised promised)
        : random_(seed), promised_(std::move(promised)) {}

    /// Makes the people, and the agents available.
    void set_up(store::Tx& tx);

    /// The next call of somebody.
    std::unique_ptr<store::Job> call();
    std::vector<std::unique_ptr<store::Job>> calls(int count);

    std::uint64_t chance() { return random_(); }

  private:
    std::mt19937_64 random_;
    Promised promised_;
    std::vector<service::Actor> agents_;
    std::vector<service::Actor> customers_;
};

}  // namespace parley::faults
