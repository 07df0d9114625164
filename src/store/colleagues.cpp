#include "store/colleagues.hpp"

#include <algorithm>

namespace parley::store {

namespace {
constexpr auto columns =
    "SELECT organization_id, low_id, high_id, place, at, from_id, client_id, text "
    "FROM colleague_messages WHERE low_id = :low AND high_id = :high ";
constexpr auto talk_columns =
    "SELECT user_id, other_id, last_at, last_place, unread FROM colleague_talks "
    "WHERE user_id = :user ";
}  // namespace

Colleagues::Colleagues(Database& sql)
    : last_place_(sql,
                  "SELECT COALESCE(max(place), 0) FROM colleague_messages "
                  "WHERE low_id = :low AND high_id = :high"),
      add_(sql,
           "INSERT INTO colleague_messages (organization_id, low_id, high_id, place, at, from_id, "
           "client_id, text) VALUES (:organization, :low, :high, :place, :at, :from, :client, "
           ":text)"),
      keep_(sql,
            "INSERT INTO colleague_talks (organization_id, user_id, other_id, last_at, last_place, "
            "unread) VALUES (:organization, :user, :other, :at, :place, :unread) "
            "ON CONFLICT (user_id, other_id) DO UPDATE SET last_at = excluded.last_at, "
            "last_place = excluded.last_place, "
            "unread = colleague_talks.unread + excluded.unread"),
      find_(sql, std::string{columns} + "AND from_id = :from AND client_id = :client"),
      at_(sql, std::string{columns} + "AND place = :place"),
      before_(sql, std::string{columns} + "AND place < :place ORDER BY place DESC LIMIT :limit"),
      talks_(sql, std::string{talk_columns} + "ORDER BY last_at DESC, other_id LIMIT :limit"),
      talk_(sql, std::string{talk_columns} + "AND other_id = :other"),
      read_all_(sql,
                "UPDATE colleague_talks SET unread = 0 WHERE user_id = :user AND "
                "other_id = :other AND unread > 0") {}

ColleagueMessage Colleagues::add(ColleagueMessage it) {
    it.place = last_place_.first(it.low, it.high).value_or(0) + 1;
    add_.run(it.organization, it.low, it.high, it.place, it.at, it.from, it.client_id, it.text);
    for (auto const& [user, other] : {std::pair{it.low, it.high}, std::pair{it.high, it.low}}) {
        keep_.run(it.organization, user, other, it.at, it.place, user == it.from ? 0 : 1);
    }
    return it;
}

std::optional<ColleagueMessage> Colleagues::find(UserId one, UserId other, UserId from,
                                                 std::string const& client_id) {
    return find_.first(std::min(one, other), std::max(one, other), from, client_id);
}

std::optional<ColleagueMessage> Colleagues::at(UserId one, UserId other, std::int64_t place) {
    return at_.first(std::min(one, other), std::max(one, other), place);
}

std::vector<ColleagueMessage> Colleagues::before(UserId one, UserId other, std::int64_t place,
                                                 std::int64_t limit) {
    auto rows = before_.all(std::min(one, other), std::max(one, other), place, limit);
    std::ranges::reverse(rows);
    return rows;
}

std::vector<ColleagueTalk> Colleagues::talks(UserId user, std::int64_t limit) {
    return talks_.all(user, limit);
}

std::optional<ColleagueTalk> Colleagues::talk(UserId user, UserId other) {
    return talk_.first(user, other);
}

void Colleagues::read_all(UserId user, UserId other) { read_all_.run(user, other); }

}  // namespace parley::store
