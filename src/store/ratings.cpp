#include "store/ratings.hpp"

namespace parley::store {

Ratings::Ratings(Database& sql)
    : of_(sql, "SELECT score, comment, rated_at FROM ratings WHERE chat_id = :chat"),
      add_(sql,
           "INSERT INTO ratings (chat_id, organization_id, score, comment, rated_at) "
           "VALUES (:chat, :organization, :score, :comment, :at)") {}

std::optional<Rating> Ratings::of(ChatId chat) { return of_.first(chat); }

void Ratings::add(ChatId chat, OrganizationId organization, Rating const& rating) {
    add_.run(chat, organization, rating.score, rating.comment, rating.rated_at);
}

}  // namespace parley::store
