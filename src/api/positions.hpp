#pragma once
// Tells waiting customers when their position changes: passing events, at most a few a second for
// each queue, however many chats come and go.

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "service/views.hpp"

namespace parley::api {

class Positions {
  public:
    /// `look` reads the queue's positions soon, on another thread, and tells who has moved.
    using Look = std::function<void(QueueId)>;
    explicit Positions(Look look);
    ~Positions() { stop(); }

    /// Any thread: customers of this queue may have moved.
    void changed(QueueId queue);
    void stop();

  private:
    void loop();

    Look const look_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::set<QueueId> changed_;
    bool stopped_ = false;
    std::jthread thread_;
};

/// Emits a `position` event to each waiting customer of the queue who is connected to this node;
/// the other nodes, which hear of the same change, tell theirs. In a read transaction.
void tell_positions(store::Tx& tx, QueueId queue);

}  // namespace parley::api
