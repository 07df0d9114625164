#include "store/supervisions.hpp"

namespace parley::store {

namespace {
constexpr auto columns =
    "SELECT organization_id, chat_id, place, user_id, mode, from_at, until_at FROM supervisions ";
constexpr auto whisper_columns =
    "SELECT organization_id, chat_id, place, after_seq, at, from_id, from_name, client_id, text "
    "FROM whispers WHERE chat_id = :chat ";
}  // namespace

Supervisions::Supervisions(Database& sql)
    : last_place_(sql, "SELECT COALESCE(max(place), 0) FROM supervisions WHERE chat_id = :chat"),
      add_(sql,
           "INSERT INTO supervisions (organization_id, chat_id, place, user_id, mode, from_at, "
           "until_at) VALUES (:organization, :chat, :place, :user, :mode, :from, :until)"),
      end_(sql, "UPDATE supervisions SET until_at = :at WHERE chat_id = :chat AND place = :place"),
      watchers_(sql,
                "SELECT user_id FROM supervisions WHERE chat_id = :chat AND mode = 'watch' "
                "AND until_at IS NULL ORDER BY place"),
      open_in_(sql,
               std::string{columns} + "WHERE chat_id = :chat AND until_at IS NULL ORDER BY place"),
      open_of_(sql, std::string{columns} +
                        "WHERE user_id = :user AND until_at IS NULL ORDER BY chat_id, place"),
      after_(sql, std::string{columns} +
                      "WHERE chat_id = :chat AND place > :place ORDER BY place LIMIT :limit"),
      all_watchers_(sql,
                    "SELECT DISTINCT user_id FROM supervisions WHERE until_at IS NULL "
                    "AND mode = 'watch' ORDER BY user_id"),
      watchers_signed_out_(sql,
                           "SELECT DISTINCT user_id FROM supervisions WHERE until_at IS NULL "
                           "AND mode = 'watch' AND NOT EXISTS (SELECT 1 FROM sessions "
                           "WHERE sessions.user_id = supervisions.user_id) ORDER BY user_id") {}

void Supervisions::add(Supervision it) {
    it.place = last_place_.first(it.chat).value_or(0) + 1;
    add_.run(it.organization, it.chat, it.place, it.user, it.mode, it.from, it.until);
}

void Supervisions::end(Supervision const& it, Instant at) { end_.run(at, it.chat, it.place); }

std::vector<UserId> Supervisions::watchers(ChatId chat) { return watchers_.all(chat); }

std::vector<Supervision> Supervisions::open_in(ChatId chat) { return open_in_.all(chat); }

std::vector<Supervision> Supervisions::open_of(UserId user) { return open_of_.all(user); }

std::vector<Supervision> Supervisions::after(ChatId chat, std::int64_t place, std::int64_t limit) {
    return after_.all(chat, place, limit);
}

std::vector<UserId> Supervisions::all_watchers() { return all_watchers_.all(); }

std::vector<UserId> Supervisions::watchers_signed_out() { return watchers_signed_out_.all(); }

Whispers::Whispers(Database& sql)
    : last_place_(sql, "SELECT COALESCE(max(place), 0) FROM whispers WHERE chat_id = :chat"),
      add_(sql,
           "INSERT INTO whispers (organization_id, chat_id, place, after_seq, at, from_id, "
           "from_name, client_id, text) VALUES (:organization, :chat, :place, :after, :at, :from, "
           ":name, :client, :text)"),
      heard_(sql, "SELECT count(*) FROM whispers WHERE chat_id = :chat AND from_id <> :user"),
      find_(sql, std::string{whisper_columns} + "AND from_id = :from AND client_id = :client"),
      after_(sql, std::string{whisper_columns} + "AND place > :place ORDER BY place LIMIT :limit") {
}

Whisper Whispers::add(Whisper it) {
    it.place = last_place_.first(it.chat).value_or(0) + 1;
    add_.run(it.organization, it.chat, it.place, it.after_seq, it.at, it.from, it.from_name,
             it.client_id, it.text);
    return it;
}

bool Whispers::heard(ChatId chat, UserId user) { return heard_.first(chat, user).value_or(0) > 0; }

std::optional<Whisper> Whispers::find(ChatId chat, UserId from, std::string const& client_id) {
    return find_.first(chat, from, client_id);
}

std::vector<Whisper> Whispers::after(ChatId chat, std::int64_t place, std::int64_t limit) {
    return after_.all(chat, place, limit);
}

}  // namespace parley::store
