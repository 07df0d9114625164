#pragma once
// Threads for what takes long and is not the store's: checks of passwords, which take 0.1 s and
// 64 MiB on purpose (fB16), and fetching files that lie elsewhere. Few run at once and few wait.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/refusal.hpp"

namespace parley::api {

class SlowPool {
  public:
    using Task = std::move_only_function<void()>;
    /// `full`: what is said where too many wait. Without threads it refuses everything.
    SlowPool(int threads, std::size_t waiting_max, std::string full);
    ~SlowPool() { stop(); }

    /// Refuses overloaded where too many wait.
    std::optional<Refused> run(Task task);
    /// What waits is done before.
    void stop();

  private:
    void loop();

    std::size_t const waiting_max_;
    std::string const full_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Task> waiting_;
    bool stopped_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace parley::api
