#pragma once
// Queries on what customers say of chats once they are over (C10).

#include <optional>
#include <string>

#include "base/time.hpp"
#include "store/statement.hpp"

namespace parley::store {

struct Rating {
    std::int64_t score;   // 1 to 5, the best
    std::string comment;  // empty: none
    Instant rated_at;
};
BOOST_DESCRIBE_STRUCT(Rating, (), (score, comment, rated_at))

class Ratings {
  public:
    explicit Ratings(Database& sql);

    std::optional<Rating> of(ChatId chat);
    /// REQUIRES: the chat has none.
    void add(ChatId chat, OrganizationId organization, Rating const& rating);

  private:
    Statement<Rating, ChatId> of_;
    Statement<NoRow, ChatId, OrganizationId, std::int64_t, std::string, Instant> add_;
};

}  // namespace parley::store
