#pragma once
// A round's place with several nodes behind a balancer: does the storm's harm, and measures how
// long chats were not served.

#include <memory>

#include "audit.hpp"
#include "balancer.hpp"
#include "cluster.hpp"
#include "crew.hpp"
#include "place.hpp"
#include "served.hpp"
#include "storm.hpp"

namespace parley::history {

class ClusterPlace : public Place {
  public:
    struct Parts {
        client::Loop& loop;
        Cluster& cluster;
        Balancer& balancer;
        Crew& crew;
        std::vector<std::size_t> customer_doors;
        std::vector<std::size_t> agent_doors;
        client::SessionOptions session;  // but for the server
    };

    ClusterPlace(Parts const& parts, Storm storm);

    std::vector<double> served() const { return served_.spans(); }

    client::SessionOptions customer(std::size_t number) override;
    void begin_harm(std::function<std::vector<Pair>()> pairs) override;
    bool may_rest() override;
    void end_harm() override;
    bool is_whole() override;
    std::string state() override;
    std::string ended_by_itself() override { return parts_.cluster.ended_by_itself(); }
    std::vector<client::SessionOptions> every_server() override;
    std::vector<Violation> look(bool at_end) override;
    void sent(std::string const& message, bool by_customer) override {
        served_.sent(message, by_customer);
    }
    void told(std::string const& chat, std::string const& message, bool to_customer) override {
        served_.told(chat, message, to_customer);
    }

  private:
    void at(client::milliseconds when, client::Task task);
    void harm();
    void heal();
    void heal_cut(FaultProxy& proxy) const;
    void look_again();
    std::vector<std::string> hit(std::vector<Pair> const& pairs) const;

    Parts const& parts_;
    Storm storm_;
    Audit audit_;
    Served served_;
    std::function<std::vector<Pair>()> pairs_;
    std::vector<std::unique_ptr<client::Timer>> timers_;
    client::Timer look_timer_;
    client::SteadyTime looked_;
    std::vector<Violation> found_;
    bool harms_ = false;  // done, and not healed
    bool over_ = false;   // healed
};

}  // namespace parley::history
