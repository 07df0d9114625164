#pragma once
// Queries on what colleagues write to each other, apart from any chat.

#include <optional>
#include <string>
#include <vector>

#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

struct ColleagueMessage {
    OrganizationId organization;
    UserId low;  // the two of them, the smaller id first
    UserId high;
    std::int64_t place;  // of what these two have written, from 1
    Instant at;
    UserId from;
    std::string client_id;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ColleagueMessage, (),
                      (organization, low, high, place, at, from, client_id, text))

/// One side of what two have written.
struct ColleagueTalk {
    UserId user;
    UserId other;
    Instant last_at;
    std::int64_t last_place;
    std::int64_t unread;  // by `user`
};
BOOST_DESCRIBE_STRUCT(ColleagueTalk, (), (user, other, last_at, last_place, unread))

class Colleagues {
  public:
    explicit Colleagues(Database& sql);

    /// Sets `place`, and what both sides have of it: unread by who has not written it.
    ColleagueMessage add(ColleagueMessage it);
    std::optional<ColleagueMessage> find(UserId one, UserId other, UserId from,
                                         std::string const& client_id);
    std::optional<ColleagueMessage> at(UserId one, UserId other, std::int64_t place);
    /// The newest below `place`, ascending.
    std::vector<ColleagueMessage> before(UserId one, UserId other, std::int64_t place,
                                         std::int64_t limit);
    /// The newest first.
    std::vector<ColleagueTalk> talks(UserId user, std::int64_t limit);
    std::optional<ColleagueTalk> talk(UserId user, UserId other);
    void read_all(UserId user, UserId other);

  private:
    Statement<std::int64_t, UserId, UserId> last_place_;
    Statement<NoRow, OrganizationId, UserId, UserId, std::int64_t, Instant, UserId, std::string,
              std::string>
        add_;
    Statement<NoRow, OrganizationId, UserId, UserId, Instant, std::int64_t, std::int64_t> keep_;
    Statement<ColleagueMessage, UserId, UserId, UserId, std::string> find_;
    Statement<ColleagueMessage, UserId, UserId, std::int64_t> at_;
    Statement<ColleagueMessage, UserId, UserId, std::int64_t, std::int64_t> before_;
    Statement<ColleagueTalk, UserId, std::int64_t> talks_;
    Statement<ColleagueTalk, UserId, UserId> talk_;
    Statement<NoRow, UserId, UserId> read_all_;
};

}  // namespace parley::store
