#pragma once
// The simulated organization: people, what each has been told, and random steps.

#include <deque>
#include <functional>
#include <map>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "counts.hpp"
#include "mirror.hpp"
#include "service/bot_operations.hpp"
#include "service/conference.hpp"
#include "service/handing.hpp"
#include "service/operations.hpp"
#include "service/routing_operations.hpp"
#include "service/steering.hpp"
#include "service/word.hpp"
#include "service/wrap_up.hpp"
#include "store/open.hpp"

namespace parley::sim {

struct Violated : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A rule to break on purpose, to see that it is noticed.
enum class Fault { none, load, owner, seq, event, idle };
BOOST_DESCRIBE_ENUM(Fault, none, load, owner, seq, event, idle)

/// A message whose sending was acknowledged.
struct Acknowledged {
    service::Actor author;
    std::string client_id;
    std::string text;
    std::int64_t seq;
};

/// It knows two words, and what asks for a person.
service::BotSave known_bot(int unknown_max);

class World {
  public:
    /// In a place that has no organization yet.
    World(store::Place const& place, std::uint64_t seed, Fault fault);

    /// One random thing happens: a group of calls, a socket that comes or goes, or time that
    /// passes.
    void step();
    /// Throws Violated where an invariant does not hold.
    void check();
    /// The same, and every acknowledged message of the whole run is there, once and unchanged.
    void check_all();

    std::int64_t calls() const { return calls_; }
    std::int64_t refusals() const { return refusals_; }
    std::int64_t guests() const { return guests_; }  // who have joined
    std::int64_t given() const { return given_; }    // chats, by managers
    std::int64_t messages() const { return static_cast<std::int64_t>(acknowledged_.size()); }

  private:
    using Call = std::function<void(store::Tx&)>;

    int pick(int below) { return std::uniform_int_distribution{0, below - 1}(random_); }
    service::Actor const& some_agent() {
        return agents_[static_cast<std::size_t>(pick(std::ssize(agents_)))];
    }
    service::Actor const& some_customer() {
        return customers_[static_cast<std::size_t>(pick(std::ssize(customers_)))];
    }
    std::optional<ChatId> some_chat_of(service::Actor const& actor);

    Call random_call();
    Call link_call(VisitorId visitor);
    Call customer_call(service::Actor const& actor);
    Call agent_call(service::Actor const& actor);
    Call post(service::Actor const& actor, ChatId chat);
    Call trespass();
    Call manager_call();
    Call administrator_call();
    Call settings_call();
    Call team_call();
    Call arrival_call();
    Call bot_call();
    std::vector<service::SkillNeed> some_needs(OrganizationId organization);
    Call work_call(service::Actor const& actor);
    Call handing_call(service::Actor const& actor);
    Call conference_call(service::Actor const& actor);
    Call supervision_call();
    Call sharing_call(service::Actor const& customer, ChatId chat);
    Call steering_call();
    void run(std::vector<Call> calls);
    void keep_offer(store::Emitted const& event);
    void after_commit(store::Aftermath const& aftermath);
    void break_something();

    // invariants.cpp
    void check_counts();
    void check_switches(store::Tx& tx);
    void check_chats(store::Tx& tx);
    void check_offers(store::Tx& tx);
    void check_may_speak(store::Chat const& chat, service::Actor const& actor,
                         std::optional<std::int64_t> word);
    void check_word(store::Tx& tx);
    void check_nobody_waits_for_nothing(store::Tx& tx);
    void check_moves(store::Tx& tx);
    void check_links(store::Tx& tx);
    void check_mirrors(store::Tx& tx);
    void check_acknowledged(store::Tx& tx, Acknowledged const& message, ChatId chat);

    std::mt19937_64 random_;
    Fault const fault_;
    ManualClock clock_;
    IdMaker ids_;
    Limits limits_;
    std::unique_ptr<store::Connection> connection_;
    Counts counts_{*connection_};
    store::Hooks hooks_;
    std::vector<QueueId> queues_;
    std::vector<service::Actor> agents_;
    std::vector<service::Actor> customers_;
    std::vector<service::Actor> managers_;
    std::vector<service::Actor> administrators_;
    std::map<OrganizationId, std::vector<SkillId>> skills_;
    std::map<std::string, Mirror> mirrors_;  // by the client's id
    std::map<ChatId, std::vector<Acknowledged>> acknowledged_by_chat_;
    std::vector<std::pair<ChatId, Acknowledged>> acknowledged_;
    std::size_t checked_ = 0;                                  // of acknowledged_
    std::vector<std::pair<ChatId, OfferId>> told_offers_;      // the last ones
    std::map<ChatId, std::pair<UserId, std::int64_t>> words_;  // who has it, and its number
    std::vector<std::pair<ChatId, OfferId>> seen_offers_;      // the last ones that were checked
    Cursor last_cursor_;
    std::int64_t calls_ = 0;
    std::int64_t refusals_ = 0;
    std::int64_t guests_ = 0;
    std::int64_t given_ = 0;
    std::int64_t steps_ = 0;
};

}  // namespace parley::sim
