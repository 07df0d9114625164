#pragma once
// Passwords are checked on threads of their own: a check takes 0.1 s and 64 MiB on purpose, so at
// most two run at once and few wait (fB16).

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/refusal.hpp"

namespace parley::api {

class PasswordPool {
  public:
    using Task = std::move_only_function<void()>;
    explicit PasswordPool(std::size_t waiting_max);
    ~PasswordPool() { stop(); }

    /// Refuses overloaded where too many wait.
    std::optional<Refused> run(Task task);
    void stop();

  private:
    void loop();

    std::size_t const waiting_max_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Task> waiting_;
    bool stopped_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace parley::api
