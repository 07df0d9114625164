#pragma once
// Queries on what staff write to each other beside a chat, and on who is mentioned there.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

/// It takes no seq: that is the customer's as well (P3).
struct Note {
    OrganizationId organization;
    ChatId chat;
    std::int64_t place;      // of the chat's notes, from 1
    std::int64_t after_seq;  // stands behind this message
    Instant at;
    UserId from;
    std::string from_name;
    std::string client_id;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Note, (),
                      (organization, chat, place, after_seq, at, from, from_name, client_id, text))

struct Mention {
    ChatId chat;
    std::int64_t place;  // of the note
    UserId user;
};
BOOST_DESCRIBE_STRUCT(Mention, (), (chat, place, user))

class Notes {
  public:
    explicit Notes(Database& sql);

    /// Gives it with its place.
    Note add(Note it);
    std::optional<Note> find(ChatId chat, UserId from, std::string const& client_id);
    std::optional<Note> at(ChatId chat, std::int64_t place);
    /// In their order.
    std::vector<Note> after(ChatId chat, std::int64_t place, std::int64_t limit);

    void mention(Note const& note, UserId user);
    /// Those of one note, by user.
    std::vector<UserId> mentioned_in(ChatId chat, std::int64_t place);
    bool is_mentioned(ChatId chat, UserId user);
    /// What the user has not looked at, the newest chat first.
    std::vector<Mention> unseen(UserId user, std::int64_t limit);
    void see(ChatId chat, UserId user);

  private:
    Statement<std::int64_t, ChatId> last_place_;
    Statement<NoRow, OrganizationId, ChatId, std::int64_t, std::int64_t, Instant, UserId,
              std::string, std::string, std::string>
        add_;
    Statement<Note, ChatId, UserId, std::string> find_;
    Statement<Note, ChatId, std::int64_t> at_;
    Statement<Note, ChatId, std::int64_t, std::int64_t> after_;
    Statement<NoRow, OrganizationId, ChatId, std::int64_t, UserId> mention_;
    Statement<UserId, ChatId, std::int64_t> mentioned_in_;
    Statement<std::int64_t, UserId, ChatId> is_mentioned_;
    Statement<Mention, UserId, std::int64_t> unseen_;
    Statement<NoRow, UserId, ChatId> see_;
};

}  // namespace parley::store
