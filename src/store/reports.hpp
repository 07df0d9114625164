#pragma once
// Queries for reports: what has happened in a span of time, and what of it has been folded into
// days.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

/// From this instant on, before that one.
struct Span {
    Instant from;
    Instant until;
};
BOOST_DESCRIBE_STRUCT(Span, (), (from, until))

struct ChatArrived {
    OrganizationId organization;
    QueueId queue;  // in which it began
    Instant at;
};
BOOST_DESCRIBE_STRUCT(ChatArrived, (), (organization, queue, at))

/// An agent has it for the first time.
struct ChatAnswered {
    OrganizationId organization;
    QueueId queue;
    UserId agent;
    Instant at;
    Instant waited_since;
};
BOOST_DESCRIBE_STRUCT(ChatAnswered, (), (organization, queue, agent, at, waited_since))

struct ChatEnded {
    ChatId chat;
    OrganizationId organization;
    QueueId queue;
    Instant at;
    std::optional<UserId> agent;  // who had it at the end
    std::optional<Instant> agent_since;
    Instant waited_since;
    std::optional<Instant> first_accepted_at;
    std::optional<domain::EndReason> reason;
    std::optional<UserId> writer;  // of the first message by an agent
    std::optional<Instant> written_at;
};
BOOST_DESCRIBE_STRUCT(ChatEnded, (),
                      (chat, organization, queue, at, agent, agent_since, waited_since,
                       first_accepted_at, reason, writer, written_at))

/// It went on without the agent who had it.
struct ChatHandedOn {
    OrganizationId organization;
    QueueId queue;
    UserId agent;
    Instant at;
    Instant since;
    bool by_agent;
};
BOOST_DESCRIBE_STRUCT(ChatHandedOn, (), (organization, queue, agent, at, since, by_agent))

struct OfferLetPass {
    OrganizationId organization;
    QueueId queue;
    UserId agent;
    Instant at;
    OfferState state;
};
BOOST_DESCRIBE_STRUCT(OfferLetPass, (), (organization, queue, agent, at, state))

struct WrapUpEnded {
    OrganizationId organization;
    QueueId queue;
    UserId agent;
    Instant at;
    Instant since;
};
BOOST_DESCRIBE_STRUCT(WrapUpEnded, (), (organization, queue, agent, at, since))

/// A chat that has ended, and one of its codes.
struct ChatCoded {
    OrganizationId organization;
    QueueId queue;
    CodeId code;
    Instant at;
    std::optional<Instant> first_accepted_at;
    ChatId chat;
};
BOOST_DESCRIBE_STRUCT(ChatCoded, (), (organization, queue, code, at, first_accepted_at, chat))

struct AgentOf {
    UserId agent;
    OrganizationId organization;
};
BOOST_DESCRIBE_STRUCT(AgentOf, (), (agent, organization))

/// What has happened in a span, of all organizations within the wall. A fact belongs to the instant
/// at which it came true and does not change any more; but codes do.
class Facts {
  public:
    explicit Facts(Database& sql);

    std::vector<ChatArrived> arrived(Span span);
    std::vector<ChatAnswered> answered(Span span);
    std::vector<ChatEnded> ended(Span span);
    std::vector<ChatHandedOn> handed_on(Span span);
    std::vector<OfferLetPass> let_pass(Span span);
    std::vector<WrapUpEnded> wrapped_up(Span span);
    std::vector<ChatCoded> coded(Span span);
    std::vector<AgentOf> agents();
    /// How many chats began.
    std::int64_t size(Span span);
    std::optional<Instant> first();

  private:
    Statement<ChatArrived, ChatId, ChatId, Instant, Instant> arrived_;
    Statement<ChatAnswered, Instant, Instant> answered_, answered_and_handed_on_;
    Statement<ChatEnded, Instant, Instant> ended_;
    Statement<ChatHandedOn, Instant, Instant> handed_on_;
    Statement<OfferLetPass, Instant, Instant> missed_, declined_;
    Statement<WrapUpEnded, Instant, Instant> wrapped_up_;
    Statement<ChatCoded, Instant, Instant> coded_;
    Statement<AgentOf> agents_;
    Statement<std::int64_t, ChatId, ChatId> size_;
    Statement<Instant> first_;
};

/// What a row of a day is about.
enum class ReportSubject {
    queue,  // all of a queue; ref: 0
    agent,  // an agent's part in a queue
    code,   // chats of a queue that ended with a code
    state,  // an agent's time in a state; queue: 0
};
BOOST_DESCRIBE_ENUM(ReportSubject, queue, agent, code, state)

/// A UTC day of one thing. `sums` and the parts of `quarters` are domain::Sums as words.
struct ReportDay {
    OrganizationId organization;
    ReportSubject subject;
    Instant day;
    QueueId queue;
    std::int64_t ref;
    std::string state;
    std::string sums;
    std::string quarters;
};
BOOST_DESCRIBE_STRUCT(ReportDay, (),
                      (organization, subject, day, queue, ref, state, sums, quarters))

/// The same, for reading: sums of the day, or its quarters.
struct ReportPart {
    Instant day;
    QueueId queue;
    std::int64_t ref;
    std::string state;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ReportPart, (), (day, queue, ref, state, text))

class Reports {
  public:
    explicit Reports(Database& sql);

    /// What is folded; nothing before the first time.
    std::optional<Span> folded();
    void set_folded(Span span);
    /// Folded hours of which something has changed since, the oldest first.
    std::vector<Instant> changed(Instant until, std::int64_t limit);
    void forget_changed(Instant hour);

    /// All of a day.
    std::vector<ReportDay> of_day(Instant day);
    void save(ReportDay const& it);
    void remove(ReportDay const& it);

    // Of the days that begin within the span.
    std::vector<ReportPart> sums(OrganizationId organization, ReportSubject subject, Span days);
    std::vector<ReportPart> quarters(OrganizationId organization, ReportSubject subject, Span days);

    /// Also of one that is chosen no more.
    std::optional<std::string> code_label(OrganizationId organization, CodeId code);

  private:
    Statement<Span> folded_;
    Statement<NoRow, Instant, Instant> set_folded_;
    Statement<Instant, Instant, std::int64_t> changed_;
    Statement<NoRow, Instant> forget_changed_;
    Statement<ReportDay, Instant> of_day_;
    Statement<NoRow, OrganizationId, ReportSubject, Instant, QueueId, std::int64_t, std::string,
              std::string, std::string>
        save_;
    Statement<NoRow, OrganizationId, ReportSubject, Instant, QueueId, std::int64_t, std::string>
        remove_;
    Statement<ReportPart, OrganizationId, ReportSubject, Instant, Instant> sums_, quarters_;
    Statement<std::string, OrganizationId, CodeId> code_label_;
};

}  // namespace parley::store
