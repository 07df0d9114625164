#pragma once
// A relay that no product can go under: Beast WebSockets, one io thread, no rights, no offers, no
// events, and no more JSON than is needed to find the other side of a pair. What waits for a socket
// leaves as one JSON-RPC batch, as in Parley: a floor without the tricks of the house would flatter
// the house.
//
// Sockets: /customer/<pair>, /agent/<n>/<of> (serves the pairs p with p % of == n), /idle.
// A post is a JSON-RPC call with "chat":"<pair>"; the answer is an empty result, and the other side
// gets the same parameters as an event.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace parley::bench {

struct Post {
    bool from_agent = false;
    std::uint32_t pair = 0;
    std::string id;      // of the call, as text
    std::string params;  // the JSON object, unread
};

/// Where posts go before they are acknowledged and delivered.
class Store {
  public:
    virtual ~Store() = default;
    /// Called on the io thread; `stored` of the floor is called for it on any thread, in order.
    virtual void put(Post post) = 0;
};

class Floor {
  public:
    Floor();
    ~Floor();
    /// Prints "listening on http://127.0.0.1:<port>" and serves until SIGTERM or SIGINT. Without a
    /// store posts are delivered at once.
    void serve(std::uint16_t port, Store* store);
    /// Acknowledges and delivers. From any thread.
    void stored(std::vector<Post> posts);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// `program [PORT]`; 0 where it is left out: the system chooses.
std::uint16_t port_of(int count, char** arguments);

}  // namespace parley::bench
