#pragma once
// Queries on messages and on the stream of events.

#include <optional>
#include <string>
#include <vector>

#include "store/client_ids.hpp"
#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

class Messages {
  public:
    static constexpr auto columns =
        "SELECT id, organization_id, chat_id, seq, at, from_kind, from_id, from_name, client_id, "
        "text, event, redacted, body, files FROM messages";

    explicit Messages(Database& sql);

    void add(Message const& message);
    /// From now on it says this, and what it said before is nowhere. The pages that hold it are
    /// overwritten (SQLite: secure_delete).
    void mask(ChatId chat, std::int64_t seq, Redacted const& text,
              std::optional<std::string> const& redacted,
              std::optional<std::string> const& body = {});
    /// What became of the files in it.
    void set_files(ChatId chat, std::int64_t seq, std::string const& files);
    /// The author's message with this client_id, of a chat that has `seq` messages.
    std::optional<Message> find(ChatId chat, std::int64_t seq, std::int64_t author,
                                std::string const& client_id);
    std::optional<Message> at(ChatId chat, std::int64_t seq);
    std::optional<Message> first_of_customer(ChatId chat);
    /// Ascending by seq.
    std::vector<Message> after(ChatId chat, std::int64_t seq, std::int64_t limit);
    std::vector<Message> before(ChatId chat, std::int64_t seq, std::int64_t limit);
    std::int64_t count_from(ChatId chat, AuthorKind kind, std::int64_t after_seq);
    /// Whether an agent other than `author` has written behind `seq`.
    bool has_of_colleague(ChatId chat, std::int64_t author, std::int64_t after_seq);

    // For the connection: what was read ahead, and whether what add() has learned holds.
    std::int64_t known_of(ChatId chat) const { return client_ids_.known_of(chat); }
    void learn(ChatId chat, std::int64_t seq, ClientIds::Used const& used) {
        client_ids_.learn(chat, seq, used);
    }
    void committed() { client_ids_.committed(); }
    void undone() { client_ids_.undone(); }

  private:
    Database& sql_;
    ClientIds client_ids_;
    Statement<NoRow, MessageId, OrganizationId, ChatId, std::int64_t, Instant, AuthorKind,
              std::int64_t, std::string, std::string, Redacted, std::optional<std::string>,
              std::optional<std::string>, std::optional<std::string>, std::optional<std::string>>
        add_;
    Statement<NoRow, Redacted, std::optional<std::string>, std::optional<std::string>, ChatId,
              std::int64_t>
        mask_;
    Statement<NoRow, std::string, ChatId, std::int64_t> set_files_;
    Statement<ClientIds::Used, ChatId, std::int64_t> client_ids_after_;
    Statement<Message, ChatId, std::string, std::int64_t> by_client_id_;
    Statement<Message, ChatId, std::int64_t> by_seq_;
    Statement<Message, ChatId> first_of_customer_;
    Statement<Message, ChatId, std::int64_t, std::int64_t> after_;
    Statement<Message, ChatId, std::int64_t, std::int64_t> before_;
    Statement<std::int64_t, ChatId, AuthorKind, std::int64_t> count_from_;
    Statement<std::int64_t, ChatId, std::int64_t, std::int64_t> of_colleague_;
};

class Events {
  public:
    explicit Events(Database& sql);

    static constexpr auto columns =
        "SELECT cursor, at, type, visitor_id, user_id, chat_id, seq, data FROM events";

    Cursor add(Event const& event);
    /// The newest cursor, 0 where there is no event yet; the oldest that is still kept.
    Cursor head();
    Cursor oldest();
    Instant newest_time();
    std::vector<Event> after(VisitorId visitor, Cursor cursor, std::int64_t limit);
    std::vector<Event> after(UserId user, Cursor cursor, std::int64_t limit);
    /// Deletes up to `limit` of the oldest events written before `before`, never the newest of all.
    std::int64_t delete_old(Instant before, std::int64_t limit);

  private:
    Statement<Cursor, Instant, std::string, std::optional<VisitorId>, std::optional<UserId>,
              std::optional<ChatId>, std::optional<std::int64_t>, std::optional<std::string>>
        add_;
    Statement<Cursor> head_;
    Statement<Cursor> oldest_;
    Statement<Instant> newest_time_;
    Statement<Event, VisitorId, Cursor, std::int64_t> of_visitor_;
    Statement<Event, UserId, Cursor, std::int64_t> of_user_;
    Statement<NoRow, Instant, std::int64_t> delete_old_;
};

}  // namespace parley::store
