#pragma once
// Watches a socket on which something was asked, and breaks it off where no answer comes: whoever
// waits goes on then. The system notices a dead network by itself, but not a proxy that is alive in
// between and leads nowhere.
//
// Threads: break_if_stuck() from any, the rest from the socket's own.

#include <chrono>
#include <mutex>
#include <optional>

#include <sys/socket.h>

namespace parley::store::postgresql {

class Watch {
  public:
    /// REQUIRES: answered() is called before the socket is closed.
    void asked(int socket) {
        std::scoped_lock const lock{mutex_};
        socket_ = socket;
        asked_at_ = Clock::now();
    }

    void answered() {
        std::scoped_lock const lock{mutex_};
        asked_at_.reset();
    }

    void break_if_stuck() {
        // The database itself ends every statement after 10 s.
        constexpr std::chrono::seconds stuck_after{12};
        std::scoped_lock const lock{mutex_};
        if (!asked_at_ || Clock::now() - *asked_at_ < stuck_after) return;
        asked_at_.reset();
        ::shutdown(socket_, SHUT_RDWR);
    }

  private:
    using Clock = std::chrono::steady_clock;
    std::mutex mutex_;
    int socket_ = -1;
    std::optional<Clock::time_point> asked_at_;
};

}  // namespace parley::store::postgresql
