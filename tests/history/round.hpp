#pragma once
// One round: customers and agents write to each other while the plan does its harm; then everything
// comes to rest, all chats end and are read back.

#include <functional>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "checker.hpp"
#include "client/customer.hpp"
#include "crew.hpp"
#include "history.hpp"
#include "place.hpp"
#include "plan.hpp"

namespace parley::history {

/// What lasts longer than a round.
struct World {
    client::Loop& loop;
    client::Http& http;
    Crew& crew;
};

struct RoundResult {
    History history;
    std::vector<Violation> violations;
    std::uint64_t breaks = 0;   // of customers' sessions
    std::uint64_t repeats = 0;  // posts that were stored already
};

class Round : public CrewListener {
  public:
    Round(World& world, Place& place, Plan plan, int customers, std::function<void()> done);
    ~Round() override;

    void begin();
    RoundResult& result() { return result_; }

  private:
    struct Seat {
        std::unique_ptr<client::Customer> customer;
        std::string email;
        std::string chat;
        std::string first_text;
        client::Agent* agent = nullptr;       // who has the chat
        client::Agent* last_agent = nullptr;  // who had it when it ended
        std::unique_ptr<client::Timer> customer_writes;
        std::unique_ptr<client::Timer> agent_writes;
        int waiting_posts = 0;  // of the customer
        bool ended = false;
        bool end_asked = false;
        std::vector<std::vector<client::Message>> read_back;
    };

    // While it lasts.
    void enter(std::size_t index);
    client::CustomerHandlers handlers(std::size_t index);
    void customer_writes(std::size_t index);
    void agent_writes(std::size_t index);
    void post_as_customer(std::size_t index);
    void post_as_agent(std::size_t index);
    void answered(Record post, client::Answer const& answer);
    void at(client::milliseconds when, client::Task task);
    std::vector<Pair> pairs() const;
    void look(bool at_end);

    // Coming to rest.
    void rest();
    void poll();
    bool settled();
    std::string what_is_missing();
    bool all_ended();
    bool all_read();
    void ask_to_end(Seat& seat);
    void read_back(Seat& seat);
    void read_through_every_server(Seat& seat);
    std::size_t readings(Seat const& seat) const;
    bool has_everything(Seat const& seat) const;
    void give_up(std::string const& what);
    void finish();
    void compare_readings();

    Seat* seat_of(std::string const& chat);
    void record(Kind kind, std::string const& who, client::Message const& message);
    void record(Record record) { result_.history.push_back(std::move(record)); }
    std::string make_text();
    client::milliseconds draw_pause();

    // CrewListener
    bool wants(client::Offered const& offered) override;
    void accepted(client::Agent& agent, client::Offered const& offered) override;
    void joined(client::Agent& agent, std::string const& chat) override;
    void told(client::Agent& agent, client::Message const& message, client::Via via) override;
    void left(client::Agent& agent, std::string const& chat, client::Left how) override;
    void vanishing(client::Agent& agent) override;
    void refused(std::string const& what) override;

    World& world_;
    Place& place_;
    Plan const plan_;
    std::function<void()> done_;
    std::mt19937_64 random_;
    std::vector<Seat> seats_;
    std::vector<std::unique_ptr<client::Timer>> timers_;
    std::map<std::string, Record> open_posts_of_agents_;     // by message
    std::vector<std::unique_ptr<client::Session>> readers_;  // through every server
    client::Timer poll_;
    client::SteadyTime begun_;
    client::SteadyTime rests_since_;
    enum class Phase { writing, settling, ending, reading, over } phase_ = Phase::writing;
    RoundResult result_;
    /// Answers may come after the round; they find nothing here then.
    std::shared_ptr<Round*> self_;
};

}  // namespace parley::history
