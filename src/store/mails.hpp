#pragma once
// Queries on mails that are to be sent, and on who can send them.

#include <optional>
#include <string>
#include <vector>

#include "domain/transcript.hpp"
#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

enum class MailKind {
    transcript,  // ref: chat
};
BOOST_DESCRIBE_ENUM(MailKind, transcript)

enum class MailState {
    waiting,  // for its time, or for the answer of who sends it
    sent,
    refused,   // by the mail server, for good
    given_up,  // it was tried for too long
};
BOOST_DESCRIBE_ENUM(MailState, waiting, sent, refused, given_up)

struct Mail {
    MailId id;
    OrganizationId organization;
    MailKind kind;
    std::int64_t ref;
    std::string to;
    domain::Language language;
    std::string zone;
    Instant created_at;
    std::optional<Instant> next_at;  // none: it is not tried any more
    std::int64_t attempts;
    MailState state;
    std::string reason;  // why the last try has failed, without a word of the mail
};
BOOST_DESCRIBE_STRUCT(Mail, (),
                      (id, organization, kind, ref, to, language, zone, created_at, next_at,
                       attempts, state, reason))

class Mails {
  public:
    explicit Mails(Database& sql);

    void add(Mail const& mail);
    std::optional<Mail> find(MailId id);
    /// The one that is due for longest.
    std::optional<Mail> due(Instant now);
    /// Begins a try: `next_at` is when another one may follow, unless this one says what came of
    /// it. False where somebody has begun one since the mail was read.
    bool begin_try(Mail const& mail, Instant next_at);
    /// Writes state, reason and next time.
    void save(Mail const& mail);
    /// When mails of this thing were asked for since then, the oldest first.
    std::vector<Instant> asked_since(MailKind kind, std::int64_t ref, Instant since);
    std::int64_t waiting();
    /// Those that wait and were asked for before then.
    std::vector<Mail> waiting_since(Instant before, std::int64_t limit);
    /// Deletes those that wait for nothing any more.
    void delete_old(Instant before);

    /// The node knows a mail server; it is gone; and whether it, or any, does.
    void add_sender(NodeId node);
    void remove_sender(NodeId node);
    bool is_sender(NodeId node);
    bool has_sender();

  private:
    Statement<NoRow, MailId, OrganizationId, MailKind, std::int64_t, std::string, domain::Language,
              std::string, Instant, std::optional<Instant>, std::int64_t, MailState, std::string>
        add_;
    Statement<Mail, MailId> by_id_;
    Statement<Mail, Instant> due_;
    Statement<NoRow, Instant, MailId, std::optional<Instant>> begin_try_;
    Statement<NoRow, std::optional<Instant>, MailState, std::string, MailId> save_;
    Statement<Instant, MailKind, std::int64_t, Instant> asked_since_;
    Statement<std::int64_t> waiting_;
    Statement<Mail, Instant, std::int64_t> waiting_since_;
    Statement<NoRow, Instant> delete_old_;
    Statement<NoRow, NodeId> add_sender_;
    Statement<NoRow, NodeId> remove_sender_;
    Statement<std::int64_t, NodeId> is_sender_;
    Statement<std::int64_t> has_sender_;
};

}  // namespace parley::store
