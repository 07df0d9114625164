#pragma once
// Descriptors that are closed in the end, and waiting for them that a stop ends at once.

#include <atomic>
#include <optional>
#include <span>
#include <stop_token>
#include <utility>

#include <poll.h>

#include "base/time.hpp"

namespace parley::files {

class Fd {
  public:
    Fd() = default;
    explicit Fd(int fd) : fd_(fd) {}
    Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Fd& operator=(Fd&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Fd() { close(); }

    void close();
    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }

  private:
    int fd_ = -1;
};

void set_nonblocking(Fd const& fd);

class Waiting {
  public:
    /// `time_max`: of all waits together; what happens between them is not counted.
    Waiting(std::stop_token stop, milliseconds time_max);

    /// Until one of them is ready. No where the time is over or a stop was asked for. One that is
    /// -1 is passed over. REQUIRES: at most two.
    bool until_ready(std::span<pollfd> fds);

    bool stopped() const { return stop_.stop_requested(); }

  private:
    struct Wake {
        int fd;
        void operator()() const;
    };
    std::stop_token stop_;
    Fd wake_;
    std::optional<std::stop_callback<Wake>> on_stop_;
    std::chrono::nanoseconds left_;
};

}  // namespace parley::files
