// Queries on messages and on the stream of events.
#include "store/messages.hpp"

namespace parley::store {

namespace {
constexpr auto message_columns = Messages::columns;
constexpr auto event_columns = Events::columns;
}  // namespace

Messages::Messages(Database& sql)
    : sql_(sql),
      add_(sql,
           "INSERT INTO messages (id, organization_id, chat_id, seq, at, from_kind, from_id, "
           "from_name, client_id, text, event, redacted, body, files) VALUES (:id, :organization, "
           ":chat, :seq, :at, :kind, :from, :name, :client, :text, :event, :redacted, :body, "
           ":files)"),
      mask_(sql,
            "UPDATE messages SET text = :text, redacted = :redacted, body = :body "
            "WHERE chat_id = :chat AND seq = :seq"),
      set_files_(sql, "UPDATE messages SET files = :files WHERE chat_id = :chat AND seq = :seq"),
      client_ids_after_(
          sql, "SELECT from_id, client_id FROM messages WHERE chat_id = :chat AND seq > :seq"),
      by_client_id_(sql, std::string{message_columns} +
                             " WHERE chat_id = :chat AND client_id = :client AND from_id = :from"),
      by_seq_(sql, std::string{message_columns} + " WHERE chat_id = :chat AND seq = :seq"),
      first_of_customer_(sql, std::string{message_columns} +
                                  " WHERE chat_id = :chat AND from_kind = 'customer' "
                                  "ORDER BY seq LIMIT 1"),
      after_(sql, std::string{message_columns} +
                      " WHERE chat_id = :chat AND seq > :seq ORDER BY seq LIMIT :limit"),
      before_(sql, std::string{message_columns} +
                       " WHERE chat_id = :chat AND seq < :seq ORDER BY seq DESC LIMIT :limit"),
      count_from_(sql,
                  "SELECT count(*) FROM messages WHERE chat_id = :chat AND from_kind = :kind "
                  "AND seq > :seq"),
      of_colleague_(sql,
                    "SELECT seq FROM messages WHERE chat_id = :chat AND from_kind = 'agent' "
                    "AND event IS NULL AND from_id <> :author AND seq > :seq LIMIT 1") {}

void Messages::add(Message const& it) {
    client_ids_.add(it.chat, it.seq, it.from_id, it.client_id);
    if (sql_.batch) {
        ++sql_.writes;
        sql_.batch->messages.push_back(it);
        return;
    }
    add_.run(it.id, it.organization, it.chat, it.seq, it.at, it.from_kind, it.from_id, it.from_name,
             it.client_id, it.text, it.event, it.redacted, it.body, it.files);
}

void Messages::mask(ChatId chat, std::int64_t seq, Redacted const& text,
                    std::optional<std::string> const& redacted,
                    std::optional<std::string> const& body) {
    mask_.run(text, redacted, body, chat, seq);
}

void Messages::set_files(ChatId chat, std::int64_t seq, std::string const& files) {
    set_files_.run(files, chat, seq);
}

std::optional<Message> Messages::find(ChatId chat, std::int64_t seq, std::int64_t author,
                                      std::string const& client_id) {
    auto const read_after = [&](std::int64_t known) { return client_ids_after_.all(chat, known); };
    if (!client_ids_.may_have(chat, seq, author, client_id, read_after)) return std::nullopt;
    return by_client_id_.first(chat, client_id, author);
}

std::optional<Message> Messages::at(ChatId chat, std::int64_t seq) {
    return by_seq_.first(chat, seq);
}

std::optional<Message> Messages::first_of_customer(ChatId chat) {
    return first_of_customer_.first(chat);
}

std::vector<Message> Messages::after(ChatId chat, std::int64_t seq, std::int64_t limit) {
    return after_.all(chat, seq, limit);
}

std::vector<Message> Messages::before(ChatId chat, std::int64_t seq, std::int64_t limit) {
    auto found = before_.all(chat, seq, limit);
    return {found.rbegin(), found.rend()};
}

std::int64_t Messages::count_from(ChatId chat, AuthorKind kind, std::int64_t after_seq) {
    return count_from_.first(chat, kind, after_seq).value_or(0);
}

bool Messages::has_of_colleague(ChatId chat, std::int64_t author, std::int64_t after_seq) {
    return of_colleague_.first(chat, author, after_seq).has_value();
}

Events::Events(Database& sql)
    : add_(sql,
           "INSERT INTO events (at, type, visitor_id, user_id, chat_id, seq, data) "
           "VALUES (:at, :type, :visitor, :user, :chat, :seq, :data) RETURNING cursor"),
      head_(sql, "SELECT cursor FROM events ORDER BY cursor DESC LIMIT 1"),
      oldest_(sql, "SELECT cursor FROM events ORDER BY cursor LIMIT 1"),
      newest_time_(sql, "SELECT at FROM events ORDER BY cursor DESC LIMIT 1"),
      of_visitor_(sql, std::string{event_columns} +
                           " WHERE visitor_id = :visitor AND cursor > :cursor ORDER BY cursor "
                           "LIMIT :limit"),
      of_user_(sql, std::string{event_columns} +
                        " WHERE user_id = :user AND cursor > :cursor ORDER BY cursor LIMIT :limit"),
      delete_old_(sql,
                  "DELETE FROM events WHERE at < :before "
                  "AND cursor < (SELECT min(cursor) FROM events) + :limit "
                  "AND cursor < (SELECT max(cursor) FROM events)") {}

Cursor Events::add(Event const& it) {
    auto const cursor = add_.first(it.at, it.type, it.visitor, it.user, it.chat, it.seq, it.data);
    ENSURE(cursor);
    return *cursor;
}

Cursor Events::head() { return head_.first().value_or(Cursor{}); }

Cursor Events::oldest() { return oldest_.first().value_or(Cursor{}); }

Instant Events::newest_time() { return newest_time_.first().value_or(Instant{}); }

std::vector<Event> Events::after(VisitorId visitor, Cursor cursor, std::int64_t limit) {
    return of_visitor_.all(visitor, cursor, limit);
}

std::vector<Event> Events::after(UserId user, Cursor cursor, std::int64_t limit) {
    return of_user_.all(user, cursor, limit);
}

std::int64_t Events::delete_old(Instant before, std::int64_t limit) {
    return delete_old_.run(before, limit);
}

}  // namespace parley::store
