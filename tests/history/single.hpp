#pragma once
// A round's place with one server behind one proxy: the harm is the plan's.

#include <memory>

#include "crew.hpp"
#include "fault_proxy.hpp"
#include "place.hpp"
#include "plan.hpp"
#include "server_process.hpp"

namespace parley::history {

class SinglePlace : public Place {
  public:
    SinglePlace(client::Loop& loop, FaultProxy& proxy, ServerProcess& server,
                client::SessionOptions session, Plan plan)
        : loop_(loop),
          proxy_(proxy),
          server_(server),
          session_(std::move(session)),
          plan_(std::move(plan)) {}

    std::uint64_t kills() const { return kills_; }

    client::SessionOptions customer(std::size_t) override { return session_; }
    void begin_harm(std::function<std::vector<Pair>()> pairs) override;
    void end_harm() override;
    bool is_whole() override { return server_.running(); }
    std::string ended_by_itself() override { return server_.ended_by_itself(); }

  private:
    void at(client::milliseconds when, client::Task task);
    void kill(Kill const& kill);

    client::Loop& loop_;
    FaultProxy& proxy_;
    ServerProcess& server_;
    client::SessionOptions session_;
    Plan plan_;
    std::vector<std::unique_ptr<client::Timer>> timers_;
    std::uint64_t kills_ = 0;
};

}  // namespace parley::history
