#pragma once
// Decides what is sent when, and measures what comes. The same for every kind of server.
//
// Full speed: each direction of each pair keeps `window` messages under way; a message is under way
// from its sending until the server has acknowledged it and the other side has got it.
// Steady rate: messages are sent when they are due, whatever became of those before (open loop),
// and latency counts from when a message was due: a server that stalls cannot make the figures look
// good.

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "client/load.hpp"
#include "client/load_report.hpp"
#include "client/load_target.hpp"

namespace parley::client {

class LoadEngine : public LoadListener {
  public:
    LoadEngine(Loop& loop, LoadTarget& target, LoadOptions const& options, LoadReport& report,
               std::function<void(std::string)> failed);

    void begin();
    void measure(bool on) { measuring_ = on; }
    void stop_sending();
    /// Messages that were acknowledged and have not come to the other side.
    std::uint64_t missing() const;
    /// Messages that the server has not answered yet.
    std::uint64_t unanswered() const;

    void acknowledged(LoadMark mark) override;
    void delivered(LoadMark mark) override;
    void refused(LoadMark mark) override;
    void failed(std::string why) override;

  private:
    struct Direction {
        std::uint32_t sent = 0;
        std::uint32_t acknowledged = 0;
        std::uint32_t came = 0;
        std::uint32_t first_due = 0;    // all before it have come
        std::deque<SteadyTime> due_at;  // from first_due on; zero for one that has come
    };
    Direction& direction(LoadMark mark) {
        return directions_[mark.pair * 2 + static_cast<unsigned>(mark.from)];
    }
    void send(std::uint32_t pair, Side from, SteadyTime due);
    static void settle(Direction& its, std::uint32_t number);
    void fill(std::uint32_t pair, Side from);
    void send_due();

    LoadTarget& target_;
    LoadOptions const& options_;
    LoadReport& report_;
    std::function<void(std::string)> failed_;
    std::vector<Direction> directions_;
    Timer timer_;
    SteadyTime begun_;
    std::uint64_t sent_ = 0;  // at a steady rate
    bool sending_ = false;
    bool measuring_ = false;
};

}  // namespace parley::client
