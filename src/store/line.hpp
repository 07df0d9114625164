#pragma once
// What routing reads and writes: the chats that wait in a queue, the members who might take them,
// skills, and why each offer was made.

#include <optional>
#include <string>
#include <vector>

#include "store/member.hpp"
#include "store/statement.hpp"

namespace parley::store {

struct Skill {
    SkillId id;
    OrganizationId organization;
    std::string key;
    std::string label;
};
BOOST_DESCRIBE_STRUCT(Skill, (), (id, organization, key, label))

/// What is said of one chat, apart from what its queue says of all.
struct ChatWishes {
    std::int64_t priority = 0;
    std::string needs;             // domain::to_word
    std::optional<UserId> wanted;  // is asked first
};
BOOST_DESCRIBE_STRUCT(ChatWishes, (), (priority, needs, wanted))

struct WaitingRow {
    ChatId id;
    Instant queued_at;
    std::int64_t priority;
    std::string needs;
    std::optional<UserId> wanted;
    bool asked_before;  // it has been offered to somebody
};
BOOST_DESCRIBE_STRUCT(WaitingRow, (), (id, queued_at, priority, needs, wanted, asked_before))

/// An offer with why it was made.
struct ReasonedOffer {
    OfferId id;
    OrganizationId organization;
    ChatId chat;
    UserId agent;
    Instant offered_at;
    std::string reasons;
};
BOOST_DESCRIBE_STRUCT(ReasonedOffer, (), (id, organization, chat, agent, offered_at, reasons))

/// Somebody or something with the word of what it holds or needs.
template <class Any>
struct WithWord {
    Any id;
    std::string word;
    BOOST_DESCRIBE_CLASS(WithWord, (), (id, word), (), ())
};

class Line {
  public:
    explicit Line(Database& sql);

    // Skills.
    void add(Skill const& skill);
    void rename(SkillId id, std::string const& key, std::string const& label);
    void remove(SkillId id);
    std::vector<Skill> skills(OrganizationId organization);
    void set_skills(UserId agent, std::string const& word);
    std::string skills_of(UserId agent);
    void set_needs(QueueId queue, std::string const& word);
    std::string needs_of(QueueId queue);
    std::vector<WithWord<UserId>> skilled_agents(OrganizationId organization);
    std::vector<WithWord<QueueId>> choosy_queues(OrganizationId organization);
    std::vector<WithWord<ChatId>> choosy_chats(OrganizationId organization);  // that wait

    // Chats.
    ChatWishes wishes(ChatId chat);
    void set_wishes(ChatId chat, ChatWishes const& wishes);
    /// Who had the customer last, of chats that ended after `since`.
    std::optional<UserId> last_agent(VisitorId visitor, Instant since);

    /// The chats of a queue that have no offer yet, in the order in which they are served.
    std::vector<WaitingRow> queued(QueueId queue, std::int64_t limit);
    /// By their ids. Holds until the next call that writes, or asks for members.
    std::vector<Member> const& members(QueueId queue);
    void take_turn(QueueId queue, UserId agent, std::int64_t turn);

    // Offers.
    /// Adds an open offer, with why it was made.
    void add(Offer const& offer, std::string const& reasons);
    /// The same of a chat that is queued: the chat is offered then, one
    /// of the agent's places is taken. The tables keep one open offer a chat (P6) and the load
    /// within the capacity (P7).
    void offer(Offer const& offer, std::string const& reasons);
    std::optional<ReasonedOffer> offer(OfferId id);
    std::optional<ReasonedOffer> last_offer(ChatId chat);
    std::optional<ReasonedOffer> last_offer(ChatId chat, UserId agent);

  private:
    Database& sql_;
    std::vector<Member> read_;  // where nothing is kept
    Statement<NoRow, SkillId, OrganizationId, std::string, std::string> add_;
    Statement<NoRow, std::string, std::string, SkillId> rename_;
    Statement<NoRow, SkillId> remove_;
    Statement<Skill, OrganizationId> skills_;
    Statement<NoRow, std::string, UserId> set_skills_;
    Statement<std::string, UserId> skills_of_;
    Statement<NoRow, std::string, QueueId> set_needs_;
    Statement<std::string, QueueId> needs_of_;
    Statement<WithWord<UserId>, OrganizationId> skilled_agents_;
    Statement<WithWord<QueueId>, OrganizationId> choosy_queues_;
    Statement<WithWord<ChatId>, OrganizationId> choosy_chats_;
    Statement<ChatWishes, ChatId> wishes_;
    Statement<NoRow, std::int64_t, std::string, std::optional<UserId>, ChatId> set_wishes_;
    Statement<UserId, VisitorId, Instant> last_agent_;
    Statement<WaitingRow, QueueId, std::int64_t> queued_;
    Statement<Member, QueueId> members_;
    Statement<NoRow, std::int64_t, QueueId, UserId> take_turn_;
    Statement<NoRow, ChatId> offer_made_;
    Statement<NoRow, std::int64_t, std::int64_t, std::int64_t, Instant, UserId> place_taken_;
    Statement<NoRow, OfferId, OrganizationId, ChatId, QueueId, UserId, Instant, Instant,
              std::string, std::int64_t>
        keep_offer_;
    Statement<ReasonedOffer, OfferId> offer_;
    Statement<ReasonedOffer, ChatId> last_offer_;
    Statement<ReasonedOffer, ChatId, UserId> last_offer_to_;
};

}  // namespace parley::store
