#pragma once
// A relay that does no more than it must: Beast WebSockets, one io thread, no rights, no offers, no
// events, and no more JSON than is needed to find the other side of a pair. Bare, each message is a
// frame and a write of its own; in batches, what waits for a socket leaves together, as Parley does
// it.
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

enum class Frames { bare, batches };

class Floor {
  public:
    explicit Floor(Frames frames);
    ~Floor();
    /// Prints "listening on http://127.0.0.1:<port>" and serves until SIGTERM or SIGINT. Without a
    /// store posts are delivered at once.
    void serve(std::uint16_t port, Store* store);
    /// Acknowledges and delivers. From any thread.
    void stored(std::vector<Post> posts);
    /// Delivers what was acknowledged elsewhere. From any thread.
    void stored_elsewhere(std::vector<Post> posts);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// What the command line of a floor says: [--batches] [PORT [FILE [CONNECTIONS [BUS]]]].
struct FloorOptions {
    Frames frames = Frames::bare;
    std::uint16_t port = 0;  // the system chooses
    std::string file;        // or the address of the database
    int connections = 1;     // to the database
    std::string bus;         // of several relays on one database
};
FloorOptions read_options(int count, char** arguments);

}  // namespace parley::bench
