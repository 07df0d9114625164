#pragma once
// What a load generator needs of a server, whatever it speaks. The measuring (load_engine) is the
// same for all, so that the generator costs the same beside each of them.

#include <cstdint>
#include <functional>
#include <string>

#include "client/loop.hpp"

namespace parley::client {

enum class Side : std::uint8_t { customer, agent };

/// One message of a load: the number counts for a direction of a pair, from 0.
struct LoadMark {
    Side from{};
    std::uint32_t pair = 0;
    std::uint32_t number = 0;
    friend bool operator==(LoadMark, LoadMark) = default;
};

/// Told by a target.
class LoadListener {
  public:
    virtual ~LoadListener() = default;
    /// The server says that it has the message.
    virtual void acknowledged(LoadMark mark) = 0;
    /// The message has come to the other side.
    virtual void delivered(LoadMark mark) = 0;
    /// The server refused a message.
    virtual void refused(LoadMark mark) = 0;
    /// A connection broke, or something else without which the figures mean nothing.
    virtual void failed(std::string why) = 0;
};

class LoadTarget {
  public:
    virtual ~LoadTarget() = default;
    /// Connects the pairs and calls `ready`.
    virtual void connect_pairs(LoadListener& listener, int pairs, std::function<void()> ready) = 0;
    /// Connects so many who do nothing.
    virtual void connect_idle(LoadListener& listener, int customers, int desks,
                              std::function<void()> ready) = 0;
    /// How many of those to be connected are.
    virtual int connected() const = 0;
    virtual void post(LoadMark mark) = 0;
    /// How many connections broke, where that is no failure.
    virtual std::uint64_t breaks() const { return 0; }
    /// Leaves nothing behind that would disturb the next run.
    virtual void clean_up(std::function<void()> done) = 0;
};

}  // namespace parley::client
