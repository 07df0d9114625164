#include "store/notes.hpp"

namespace parley::store {

namespace {
constexpr auto columns =
    "SELECT organization_id, chat_id, place, after_seq, at, from_id, from_name, client_id, text "
    "FROM notes WHERE chat_id = :chat ";
}  // namespace

Notes::Notes(Database& sql)
    : last_place_(sql, "SELECT COALESCE(max(place), 0) FROM notes WHERE chat_id = :chat"),
      add_(sql,
           "INSERT INTO notes (organization_id, chat_id, place, after_seq, at, from_id, "
           "from_name, client_id, text) VALUES (:organization, :chat, :place, :after, :at, :from, "
           ":name, :client, :text)"),
      find_(sql, std::string{columns} + "AND from_id = :from AND client_id = :client"),
      at_(sql, std::string{columns} + "AND place = :place"),
      after_(sql, std::string{columns} + "AND place > :place ORDER BY place LIMIT :limit"),
      mention_(sql,
               "INSERT INTO mentions (organization_id, chat_id, place, user_id, seen) "
               "VALUES (:organization, :chat, :place, :user, 0)"),
      mentioned_in_(sql,
                    "SELECT user_id FROM mentions WHERE chat_id = :chat AND place = :place "
                    "ORDER BY user_id"),
      is_mentioned_(sql,
                    "SELECT 1 FROM mentions WHERE user_id = :user AND chat_id = :chat LIMIT 1"),
      unseen_(sql,
              "SELECT chat_id, place, user_id FROM mentions WHERE user_id = :user AND seen = 0 "
              "ORDER BY chat_id DESC, place DESC LIMIT :limit"),
      see_(sql,
           "UPDATE mentions SET seen = 1 WHERE user_id = :user AND chat_id = :chat AND seen = 0") {}

Note Notes::add(Note it) {
    it.place = last_place_.first(it.chat).value_or(0) + 1;
    add_.run(it.organization, it.chat, it.place, it.after_seq, it.at, it.from, it.from_name,
             it.client_id, it.text);
    return it;
}

std::optional<Note> Notes::find(ChatId chat, UserId from, std::string const& client_id) {
    return find_.first(chat, from, client_id);
}

std::optional<Note> Notes::at(ChatId chat, std::int64_t place) { return at_.first(chat, place); }

std::vector<Note> Notes::after(ChatId chat, std::int64_t place, std::int64_t limit) {
    return after_.all(chat, place, limit);
}

void Notes::mention(Note const& note, UserId user) {
    mention_.run(note.organization, note.chat, note.place, user);
}

std::vector<UserId> Notes::mentioned_in(ChatId chat, std::int64_t place) {
    return mentioned_in_.all(chat, place);
}

bool Notes::is_mentioned(ChatId chat, UserId user) {
    return is_mentioned_.first(user, chat).has_value();
}

std::vector<Mention> Notes::unseen(UserId user, std::int64_t limit) {
    return unseen_.all(user, limit);
}

void Notes::see(ChatId chat, UserId user) { see_.run(user, chat); }

}  // namespace parley::store
