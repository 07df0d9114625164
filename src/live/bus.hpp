#pragma once
// The bus between nodes on one database: it says that there is something to read, and carries what
// is not worth storing. Never the truth: a node that hears nothing for a second looks by itself.
//
// Threads: publish from any; the handlers run on a thread of the bus and must not block.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/ids.hpp"

namespace parley::live {

/// A passing event on its way to the other nodes: typing, for instance. `data` is JSON.
struct Passing {
    std::string type;
    std::optional<VisitorId> visitor;
    std::optional<UserId> user;
    std::string data;
};

struct BusHandlers {
    /// Another node has committed events up to this cursor.
    std::function<void(Cursor)> woken;
    std::function<void(Passing)> passed;
    /// The bus is there again, or has gone.
    std::function<void(bool connected)> changed;
};

class Bus {
  public:
    virtual ~Bus() = default;
    virtual void wake(Cursor cursor) = 0;
    virtual void pass(Passing const& event) = 0;
    virtual bool connected() const = 0;
    /// No handler runs after it returns.
    virtual void stop() = 0;
};

}  // namespace parley::live
