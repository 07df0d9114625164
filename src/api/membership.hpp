#pragma once
// This node among those that share its database: it shows that it lives, notices who does not any
// more and takes over from them, and stops serving where it cannot reach the database or was given
// up itself. Source: P10; fI07, fI08.
//
// Threads: one of its own; the rest may be called from any.

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "base/ids.hpp"
#include "base/metrics.hpp"
#include "base/refusal.hpp"
#include "store/tx.hpp"

namespace parley::api {

class Gateway;

class Membership {
  public:
    Membership(Gateway& gateway, Metrics& metrics) : gateway_(gateway), metrics_(metrics) {}
    ~Membership() { stop(); }

    /// The node has joined already. Without others (`shared` false) nothing needs to be shown.
    void start(bool shared);
    void stop();
    /// Ends the node properly; nobody has to find out.
    void leave();

    /// The others have given this node up.
    void fenced();

    /// Whether a client is well off here; false where the database is away for this node, or where
    /// the others have given the node up.
    bool serves();

    /// Tells why this node should get no traffic; with an empty text where it should. Where nobody
    /// else looks at this node, it tries whether something can be stored, at most once a second.
    void check(std::move_only_function<void(std::string const& problem)> done);

  private:
    /// Another node, and for how many looks on end it has not moved.
    struct Watched {
        std::int64_t beat = -1;
        int still = 0;
    };
    enum class State { living, silent, given_up };

    void run(std::stop_token const& stop);
    void beat();
    void seen(std::vector<store::Node> const& nodes);
    void join();
    void give_up(State state);
    void give_up_if_silent();
    /// Runs a write and waits for its end; refused where it has not ended in time.
    bool write(std::move_only_function<void(store::Tx&)> run);

    Gateway& gateway_;
    Metrics& metrics_;
    bool shared_ = false;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    State state_ = State::living;
    bool fenced_ = false;
    SteadyTime heard_;  // the last time that the database took a beat, or a check
    std::string problem_;
    std::map<NodeId, Watched> others_;
    std::jthread thread_;
};

}  // namespace parley::api
