#pragma once
// The queries, grouped by noun. Each object belongs to one connection and keeps its prepared
// statements. `get` refuses not_found where the row is missing; `find` gives nothing.

#include <optional>
#include <string>
#include <vector>

#include "store/people.hpp"
#include "store/rows.hpp"
#include "store/settings.hpp"
#include "store/statement.hpp"
#include "store/wrap_ups.hpp"

namespace parley::store {

class Agents {
  public:
    explicit Agents(Database& sql);

    void add(Agent const& agent);
    std::optional<Agent> find(UserId id);
    Agent get(UserId id);
    /// Writes everything but identity; the table's CHECK keeps load within room (P7).
    void save(Agent const& agent);
    /// Members of the queue who may get a chat of this weight (domain::is_free).
    std::int64_t ready_count(QueueId queue, std::int64_t weight);
    /// Members who are at work and have no room for one.
    std::vector<UserId> full(QueueId queue, std::int64_t weight);
    /// Members who are at work, however full, but this one.
    std::int64_t working_count(QueueId queue, UserId but);
    std::vector<UserId> connected();

    // Of one organization, by id, from the one after `after`.
    std::vector<Agent> of_organization(OrganizationId organization, UserId after,
                                       std::int64_t limit);
    /// Of them those who work in a queue to which the watcher is limited.
    std::vector<Agent> within_reach(OrganizationId organization, UserId watcher, UserId after,
                                    std::int64_t limit);
    // The same agents: names, queues, active chats and those they have joined, of those from
    // `first` to `last`.
    std::vector<User> people(OrganizationId organization, UserId first, UserId last);
    std::vector<QueueMember> memberships(OrganizationId organization, UserId first, UserId last);
    std::vector<HeldChat> chats(OrganizationId organization, UserId first, UserId last);

  private:
    Database& sql_;
    Statement<NoRow, UserId, OrganizationId, std::string, Instant, std::int64_t, Instant> add_;
    Statement<Agent, UserId> by_id_;
    Statement<NoRow, std::string, domain::StatusKind, std::string, std::optional<std::string>,
              std::string, Instant, bool, bool, bool, bool, std::int64_t, std::int64_t,
              std::int64_t, std::int64_t, std::int64_t, Instant, std::int64_t, std::int64_t,
              domain::BusyWhen, domain::WrapUpScope, bool, bool, UserId>
        save_;
    Statement<std::int64_t, QueueId, std::int64_t> ready_count_;
    Statement<UserId, QueueId, std::int64_t> full_;
    Statement<std::int64_t, QueueId, UserId> working_count_;
    Statement<UserId> connected_;
    Statement<Agent, OrganizationId, UserId, std::int64_t> of_organization_;
    Statement<Agent, OrganizationId, UserId, UserId, std::int64_t> within_reach_;
    Statement<User, OrganizationId, UserId, UserId> people_;
    Statement<QueueMember, OrganizationId, UserId, UserId> memberships_;
    Statement<HeldChat, OrganizationId, UserId, UserId, OrganizationId, UserId, UserId> chats_;
};

class Queues {
  public:
    explicit Queues(Database& sql);

    void add(Queue const& queue);
    Queue get(QueueId id);  // also one that has been removed, for its old chats
    std::optional<Queue> find(QueueId id);
    std::optional<Queue> find(OrganizationId organization, std::string const& name);
    std::vector<Queue> all(OrganizationId organization);
    void add_member(QueueId queue, UserId user);
    std::vector<QueueId> of_member(UserId user);
    std::vector<UserId> members(QueueId queue);
    void set_enabled(QueueId queue, bool enabled);
    void set_hours(QueueId queue, std::optional<HoursId> hours);
    void remove_member(QueueId queue, UserId user);
    void rename(QueueId queue, std::string const& name);
    /// Its row stays for the chats that were in it; its name is not free before it is renamed.
    void remove(QueueId queue);
    std::int64_t open_chats(Queue const& queue);

  private:
    Database& sql_;
    Statement<NoRow, QueueId, OrganizationId, PartitionId, std::string, bool> add_;
    Statement<Queue, QueueId> ever_;
    Statement<Queue, QueueId> by_id_;
    Statement<Queue, OrganizationId, std::string> by_name_;
    Statement<Queue, OrganizationId> all_;
    Statement<NoRow, QueueId, UserId> add_member_;
    Statement<QueueId, UserId> of_member_;
    Statement<UserId, QueueId> members_;
    Statement<NoRow, bool, QueueId> set_enabled_;
    Statement<NoRow, std::optional<HoursId>, QueueId> set_hours_;
    Statement<NoRow, QueueId, UserId> remove_member_;
    Statement<NoRow, std::string, QueueId> rename_;
    Statement<NoRow, QueueId> remove_;
    Statement<std::int64_t, OrganizationId, QueueId> open_chats_;
};

/// Of how many chats a wait was told, and of how many it was right.
struct WaitsTold {
    std::int64_t told = 0;
    std::int64_t right = 0;
};
BOOST_DESCRIBE_STRUCT(WaitsTold, (), (told, right))

struct Waiting {
    ChatId id;
    VisitorId visitor;
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (id, visitor))

class Chats {
  public:
    static constexpr auto columns =
        "SELECT id, organization_id, queue_id, visitor_id, agent_id, state, seq, read_customer, "
        "read_agent, started_at, queued_at, accepted_at, ended_at, end_reason, ended_by, "
        "unanswered_since, fields, weight, hand_overs, asked_offer_id, guests, customer_gone_at, "
        "supervised, help_wanted_at, one_speaker, word, speaker_id, bot_card, "
        "sharing_id, delivered_customer, delivered_agent "
        "FROM chats";

    explicit Chats(Database& sql);

    void add(Chat const& chat);
    std::optional<Chat> find(ChatId id);
    Chat get(ChatId id);
    std::optional<PostTarget> post_target(ChatId id);
    /// Writes state, owner, times, seq, read marks, hand-overs, guests, supervisions and who has
    /// the word; not identity, queue, `asked` and the bot's card.
    void save(Chat const& chat);
    void save_post(ChatId id, std::int64_t seq, std::optional<Instant> unanswered_since);
    void save_read(ChatId id, std::int64_t customer, std::int64_t agent);
    void save_delivered(ChatId id, std::int64_t customer, std::int64_t agent);

    /// Since when their customer has no connection; nothing: they have one again.
    void set_gone(ChatId id, std::optional<Instant> since);
    /// Open chats whose customer has a connection, for all that is known.
    std::vector<Chat> open_with_customers();
    /// An agent has them, and their customer has no connection.
    std::vector<Chat> held_without_customer(OrganizationId organization);
    std::optional<Chat> open_of(VisitorId visitor);
    /// In the order in which they are served.
    std::vector<Waiting> waiting(QueueId queue, std::int64_t limit);
    std::int64_t waiting_count(QueueId queue);
    std::optional<Instant> longest_wait_since(QueueId queue);
    std::int64_t ahead_of(Chat const& chat);
    std::vector<Instant> recently_accepted(QueueId queue, Instant since, std::int64_t limit);
    std::vector<ChatId> active_of(UserId agent);
    /// What was told of the wait when the chat began.
    void keep_wait(ChatId chat, std::int64_t least_s, std::int64_t most_s);
    /// Of the queue's last chats of which a wait was told. One that ended without an agent counts
    /// where it had waited for longer.
    WaitsTold waits_told(QueueId queue, std::int64_t limit);

    // Lists, newest first, of chats with an id below `before`.
    std::vector<Chat> of_visitor(VisitorId visitor, ChatId before, std::int64_t limit);
    std::vector<Chat> of_visitor(VisitorId visitor, domain::ChatState state, ChatId before,
                                 std::int64_t limit);
    std::vector<Chat> of_agent(UserId agent, domain::ChatState state, ChatId before,
                               std::int64_t limit);
    std::vector<Chat> joined_by(UserId agent, ChatId before, std::int64_t limit);  // as a guest
    std::vector<Chat> of_queue(QueueId queue, domain::ChatState state, ChatId before,
                               std::int64_t limit);
    std::vector<Chat> of_organization(OrganizationId organization, ChatId before,
                                      std::int64_t limit);
    std::vector<Chat> of_organization(OrganizationId organization, domain::ChatState state,
                                      ChatId before, std::int64_t limit);
    /// In the queues to which the watcher is limited, and the watcher's own.
    std::vector<Chat> within_reach(OrganizationId organization, UserId watcher, ChatId before,
                                   std::int64_t limit);
    std::vector<Chat> within_reach(OrganizationId organization, UserId watcher,
                                   domain::ChatState state, ChatId before, std::int64_t limit);

  private:
    Database& sql_;
    Statement<NoRow, ChatId, OrganizationId, QueueId, VisitorId, domain::ChatState, Instant,
              Instant, std::string>
        add_;
    Statement<Chat, ChatId> by_id_;
    Statement<PostTarget, ChatId> post_target_;
    Statement<NoRow, std::optional<UserId>, domain::ChatState, std::int64_t, std::int64_t,
              std::int64_t, Instant, std::optional<Instant>, std::optional<Instant>,
              std::optional<domain::EndReason>, std::optional<std::string>, std::optional<Instant>,
              std::int64_t, std::int64_t, std::int64_t, std::int64_t, bool, std::int64_t,
              std::optional<UserId>, ChatId>
        save_;
    Statement<NoRow, std::int64_t, std::optional<Instant>, ChatId> save_post_;
    Statement<NoRow, std::int64_t, std::int64_t, ChatId> save_read_;
    Statement<NoRow, std::int64_t, std::int64_t, ChatId> save_delivered_;
    Statement<NoRow, std::optional<Instant>, ChatId> set_gone_;
    Statement<Chat> open_with_customers_;
    Statement<Chat, OrganizationId> held_without_customer_;
    Statement<Chat, VisitorId> open_of_visitor_;
    Statement<Waiting, QueueId, std::int64_t> waiting_;
    Statement<std::int64_t, QueueId> waiting_count_;
    Statement<Instant, QueueId> longest_wait_since_;
    Statement<std::int64_t, ChatId> ahead_of_;
    Statement<Instant, QueueId, Instant, std::int64_t> recently_accepted_;
    Statement<ChatId, UserId> active_of_;
    Statement<Chat, ChatId, UserId, std::int64_t> joined_by_;
    Statement<NoRow, std::int64_t, std::int64_t, ChatId> keep_wait_;
    Statement<WaitsTold, QueueId, std::int64_t> waits_told_;
    Statement<Chat, VisitorId, ChatId, std::int64_t> of_visitor_;
    Statement<Chat, VisitorId, domain::ChatState, ChatId, std::int64_t> of_visitor_by_state_;
    Statement<Chat, UserId, domain::ChatState, ChatId, std::int64_t> of_agent_;
    Statement<Chat, OrganizationId, ChatId, std::int64_t> of_organization_;
    Statement<Chat, QueueId, domain::ChatState, ChatId, std::int64_t> of_queue_;
    Statement<Chat, OrganizationId, domain::ChatState, ChatId, std::int64_t> unowned_in_state_,
        held_in_state_, over_in_state_;
    Statement<Chat, OrganizationId, UserId, ChatId, std::int64_t> within_reach_;
    Statement<Chat, OrganizationId, UserId, domain::ChatState, ChatId, std::int64_t>
        within_reach_by_state_;
};

class Offers {
  public:
    explicit Offers(Database& sql);

    /// One colleague asks another; those of queues come by Line::offer.
    void add(Offer const& offer);
    std::optional<Offer> find(OfferId id);
    std::optional<Offer> open_of(ChatId chat);
    std::vector<Offer> open_of(UserId agent);
    /// By which the guest came into the chat, last; none: by right.
    std::optional<Offer> invitation(ChatId chat, UserId guest);
    /// The queue's offers of the chat that came to nothing by the agent, decided after `since`.
    std::vector<Offer> let_pass(ChatId chat, Instant since);
    void decide(OfferId id, OfferState state, Instant at, std::string const& reason);

  private:
    Statement<NoRow, OfferId, OrganizationId, ChatId, QueueId, UserId, OfferState, Instant, Instant,
              std::string, std::int64_t, OfferKind, std::optional<UserId>, std::string, std::string>
        add_;
    Statement<Offer, OfferId> by_id_;
    Statement<Offer, ChatId> open_of_chat_;
    Statement<Offer, UserId> open_of_agent_;
    Statement<Offer, ChatId, UserId> invitation_;
    Statement<Offer, ChatId, Instant> let_pass_;
    Statement<NoRow, OfferState, Instant, std::string, OfferId> decide_;
};

class Timers {
  public:
    explicit Timers(Database& sql);

    /// Sets the timer of this kind for this thing, in place of one that is set already.
    void set(TimerId id, Instant due_at, TimerKind kind, std::int64_t ref);
    void clear(TimerKind kind, std::int64_t ref);
    /// Clears a timer that was read as due; false where somebody has done so, or has set it anew.
    bool take(Timer const& timer);
    std::optional<Instant> next();
    std::vector<Timer> due(Instant now, std::int64_t limit);
    std::optional<Timer> find(TimerKind kind, std::int64_t ref);

  private:
    Statement<NoRow, TimerId, Instant, TimerKind, std::int64_t> set_;
    Statement<NoRow, TimerKind, std::int64_t> clear_;
    Statement<NoRow, TimerId, Instant> take_;
    Statement<Instant> next_;
    Statement<Timer, Instant, std::int64_t> due_;
    Statement<Timer, TimerKind, std::int64_t> find_;
};

class Nodes {
  public:
    explicit Nodes(Database& sql);

    /// The number of the installation; `fresh` becomes it where there is none yet.
    std::int64_t installation(std::int64_t fresh);

    void add(Node const& node);
    /// False where the node is not there.
    bool beat(NodeId id);
    std::vector<Node> all();
    /// False where it is not there, or has moved on since it was seen at `beat`.
    bool remove(NodeId id, std::int64_t beat);

    // Which agents are connected to which nodes.
    void enter(UserId user, NodeId node);
    void leave(UserId user, NodeId node);
    bool is_anywhere(UserId user);
    std::vector<UserId> agents_of(NodeId node);

  private:
    Statement<std::int64_t> installation_;
    Statement<NoRow, std::int64_t> install_;
    Statement<NoRow, NodeId, Instant, std::int64_t> add_;
    Statement<NoRow, NodeId> beat_;
    Statement<Node> all_;
    Statement<NoRow, NodeId, std::int64_t> remove_;
    Statement<NoRow, UserId, NodeId> enter_;
    Statement<NoRow, UserId, NodeId> leave_;
    Statement<std::int64_t, UserId> is_anywhere_;
    Statement<UserId, NodeId> agents_of_;
};

class Requests {
  public:
    explicit Requests(Database& sql);

    std::optional<StoredRequest> find(std::string const& actor, std::string const& operation,
                                      std::string const& request_id);
    void add(std::string const& actor, std::string const& operation, std::string const& request_id,
             StoredRequest const& answer, Instant at);
    std::int64_t delete_old(Instant before);

  private:
    Statement<StoredRequest, std::string, std::string, std::string> find_;
    Statement<NoRow, std::string, std::string, std::string, std::string, std::string, Instant> add_;
    Statement<NoRow, Instant> delete_old_;
};

}  // namespace parley::store
