#pragma once
// An organization with queues, agents and customers, on which tests act as people do: the real
// operations on a real database, and a clock that stands still until it is moved.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "service/chat_lists.hpp"
#include "service/settings.hpp"
#include "service/wrap_up.hpp"
#include "store/fresh_place.hpp"
#include "store/open.hpp"

namespace parley::scenarios {

using service::Actor;

/// The parameter is the engine: sqlite or postgresql.
class Desk : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override;

    // People. Agents are members of the queue, connected and offline; without a capacity they have
    // that of the switches. Customers are nobody yet.
    Actor agent(std::string const& name, std::optional<std::int64_t> capacity = 1,
                std::vector<std::string> const& queues = {"Support"});
    Actor manager(std::string const& name);
    Actor administrator(std::string const& name);
    Actor auditor(std::string const& name);
    Actor staff(std::string const& name, std::string const& role,
                std::optional<std::int64_t> capacity, std::vector<std::string> const& queues);
    /// The same person, with the rights and the reach of now.
    Actor again(Actor const& who);
    Actor customer(std::string const& name, std::optional<std::string> const& partition = {});

    // What they do. Each is one operation; refusals are thrown.
    template <class P, class R>
    R call(R (*operation)(store::Tx&, Actor const&, P const&), Actor const& who, P const& params) {
        auto result = connection_->run([&](store::Tx& tx) { return operation(tx, who, params); });
        return result;
    }
    service::PresenceView be(Actor const& who, std::string const& status,
                             std::optional<std::string> const& reason = {});
    ChatId ask(Actor const& who, std::string const& queue = "Support");
    ChatId accept(Actor const& who);  // the only offer
    void decline(Actor const& who);
    void end(Actor const& who, ChatId chat);
    void disconnect(Actor const& who);
    void connect(Actor const& who);
    /// Opens a session, as after the right password, and gives its token; and what a token is
    /// worth.
    std::string sign_in(Actor const& who);
    /// Ends the only session, if the switches let it.
    void sign_out(Actor const& who);
    void authenticate(std::string const& token);
    // What the administrator does.
    void apply(std::string const& preset);
    void set(service::Switches const& switches);
    void set_for(Actor const& agent, service::Switches const& switches);
    void set_for_queue(std::string const& queue, service::Switches const& switches);
    void set_at(domain::Scope scope, std::string const& id, service::Switches const& switches);
    /// An empty one.
    PartitionId partition(std::string const& name);
    TeamId team(std::string const& name, std::vector<UserId> const& members = {});
    service::CodeListView list_of_codes(std::string const& name, bool required, bool several,
                                        std::vector<std::string> const& labels,
                                        std::string const& default_label = {});
    /// Moves the clock in steps, with what is due on the way.
    void wait(seconds span);

    // What they see.
    service::PresenceView presence(Actor const& who);
    std::string label(Actor const& who) { return std::string{word(presence(who).label)}; }
    std::vector<ChatId> offered(Actor const& who);
    service::OfferView offer(Actor const& who);  // the only one
    std::vector<service::OpenWrapUp> wrap_ups(Actor const& who);
    QueueId queue(std::string const& name);
    /// What holds for the agent and a chat of the queue.
    domain::Policy policy(std::string const& queue, Actor const& agent);
    Instant now() const { return clock_.now(); }
    std::string state(ChatId chat);
    service::ChatView view(Actor const& who, ChatId chat);
    /// The texts of the chat's messages, as this person reads them.
    std::vector<std::string> lines(Actor const& who, ChatId chat);
    /// Who had the chat, in their order.
    std::vector<std::string> owners(Actor const& who, ChatId chat);
    /// Why colleagues whom this person asked did not come.
    std::vector<std::string> lapsed(Actor const& who);
    /// Data of the events of this type that the person was told, oldest first; of messages nothing.
    std::vector<std::string> told(Actor const& who, std::string const& type);

    /// What the operation refuses; fails the test where it does not.
    template <class Call>
    Refused refusal(Call call) {
        try {
            call();
        } catch (Refused const& refused) {
            return refused;
        }
        ADD_FAILURE() << "nothing was refused";
        return Refused{Code::invalid};
    }

    static constexpr seconds offer_window{30};

    Actor const& root();  // an administrator, as soon as one is needed

    ManualClock clock_{Instant{1'700'000'000'000}};
    IdMaker ids_{clock_, 1};
    Limits limits_;
    std::unique_ptr<store::FreshPlace> place_;
    std::unique_ptr<store::Connection> connection_;
    store::Hooks hooks_;
    OrganizationId organization_;
    Actor root_;
};

}  // namespace parley::scenarios
