#pragma once
// Queries on managers' part in chats: who watches, joins or has taken one over, and what they
// whisper to its agents.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

enum class SupervisionMode {
    watch,      // reads along, and nobody sees it
    whisper,    // has said something to the agents alone
    join,       // takes part as a guest, by right
    take_over,  // has made the chat their own
};
BOOST_DESCRIBE_ENUM(SupervisionMode, watch, whisper, join, take_over)

struct Supervision {
    OrganizationId organization;
    ChatId chat;
    std::int64_t place;  // of the chat's, from 1
    UserId user;
    SupervisionMode mode;
    Instant from;
    std::optional<Instant> until;  // none: goes on
};
BOOST_DESCRIBE_STRUCT(Supervision, (), (organization, chat, place, user, mode, from, until))

class Supervisions {
  public:
    explicit Supervisions(Database& sql);

    /// The next of the chat's; `place` is set here. Of one that goes on the caller saves the chat
    /// with one more, as with one less after end().
    void add(Supervision it);
    void end(Supervision const& it, Instant at);
    /// Who watches the chat now, the first first.
    std::vector<UserId> watchers(ChatId chat);
    /// Those that go on, of a chat or of a user.
    std::vector<Supervision> open_in(ChatId chat);
    std::vector<Supervision> open_of(UserId user);
    /// In their order.
    std::vector<Supervision> after(ChatId chat, std::int64_t place, std::int64_t limit);
    /// Who watches anything.
    std::vector<UserId> all_watchers();
    /// Who watches and has no session any more.
    std::vector<UserId> watchers_signed_out();

  private:
    Statement<std::int64_t, ChatId> last_place_;
    Statement<NoRow, OrganizationId, ChatId, std::int64_t, UserId, SupervisionMode, Instant,
              std::optional<Instant>>
        add_;
    Statement<NoRow, Instant, ChatId, std::int64_t> end_;
    Statement<UserId, ChatId> watchers_;
    Statement<Supervision, ChatId> open_in_;
    Statement<Supervision, UserId> open_of_;
    Statement<Supervision, ChatId, std::int64_t, std::int64_t> after_;
    Statement<UserId> all_watchers_;
    Statement<UserId> watchers_signed_out_;
};

/// What only the staff of a chat read. It takes no seq: that is the customer's as well (P3).
struct Whisper {
    OrganizationId organization;
    ChatId chat;
    std::int64_t place;      // of the chat's whispers, from 1
    std::int64_t after_seq;  // stands behind this message
    Instant at;
    UserId from;
    std::string from_name;
    std::string client_id;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Whisper, (),
                      (organization, chat, place, after_seq, at, from, from_name, client_id, text))

class Whispers {
  public:
    explicit Whispers(Database& sql);

    /// Gives it with its place.
    Whisper add(Whisper it);
    /// Whether somebody else has whispered in the chat.
    bool heard(ChatId chat, UserId user);
    std::optional<Whisper> find(ChatId chat, UserId from, std::string const& client_id);
    /// In their order.
    std::vector<Whisper> after(ChatId chat, std::int64_t place, std::int64_t limit);

  private:
    Statement<std::int64_t, ChatId> last_place_;
    Statement<NoRow, OrganizationId, ChatId, std::int64_t, std::int64_t, Instant, UserId,
              std::string, std::string, std::string>
        add_;
    Statement<std::int64_t, ChatId, UserId> heard_;
    Statement<Whisper, ChatId, UserId, std::string> find_;
    Statement<Whisper, ChatId, std::int64_t, std::int64_t> after_;
};

}  // namespace parley::store
