#pragma once
// The event loop of a program that plays clients: sockets, timers and everything said here run on
// the one thread that calls run(). Hides Asio, so that only a few files pay for compiling it.

#include <chrono>
#include <functional>
#include <memory>

namespace parley::client {

using Task = std::move_only_function<void()>;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using SteadyTime = std::chrono::steady_clock::time_point;

inline SteadyTime steady_now() { return std::chrono::steady_clock::now(); }

class Loop {
  public:
    Loop();
    ~Loop();
    Loop(Loop const&) = delete;
    Loop& operator=(Loop const&) = delete;

    /// Runs until stop(), or until there is nothing left to wait for. An exception of a task comes
    /// out here.
    void run();
    void stop();
    /// Runs the task later, on the loop's thread. May be called from any thread.
    void post(Task task);
    /// Runs the task when the user presses Ctrl-C or the process is asked to end. Replaces the one
    /// before; does not by itself keep the loop running.
    void on_interrupt(Task task);

    struct Impl;
    Impl& impl() { return *impl_; }

  private:
    std::unique_ptr<Impl> impl_;
};

/// Runs one task after a span of time. Destroying or starting it again forgets the task.
class Timer {
  public:
    explicit Timer(Loop& loop);
    ~Timer();
    Timer(Timer&&) noexcept;
    Timer& operator=(Timer&&) noexcept;

    void start(microseconds after, Task task);
    void cancel();
    bool waiting() const;

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace parley::client
