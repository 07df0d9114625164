#include "store/tx.hpp"

namespace parley::store {

Tx::Tx(soci::session& sql, Clock const& clock, IdMaker& ids, Limits const& limits)
    : people(sql),
      agents(sql),
      queues(sql),
      chats(sql),
      offers(sql),
      messages(sql),
      events(sql),
      requests(sql),
      timers_(sql),
      clock_(clock),
      ids_(ids),
      limits_(limits) {}

void Tx::begin() {
    now_ = clock_.now();
    aftermath_.events.clear();
    aftermath_.waiting_changed.clear();
}

void Tx::emit(std::string type, std::optional<VisitorId> visitor, std::optional<UserId> user,
              std::string data, std::optional<MessagePlace> message) {
    if (!visitor && !user) return;
    Event event{{}, now_, type, visitor, user, {}, {}, {}};
    if (message) {
        event.chat = message->chat;
        event.seq = message->seq;
    } else {
        event.data = data;
    }
    auto const cursor = events.add(event);
    aftermath_.events.push_back({cursor, now_, std::move(type), visitor, user, std::move(data)});
}

void Tx::pass(std::string type, std::optional<VisitorId> visitor, std::optional<UserId> user,
              std::string data) {
    aftermath_.events.push_back({{}, now_, std::move(type), visitor, user, std::move(data)});
}

void Tx::set_timer(Instant due_at, TimerKind kind, std::int64_t ref) {
    timers_.set(make_id<TimerId>(), due_at, kind, ref);
    timers_changed_ = true;
}

void Tx::clear_timer(TimerKind kind, std::int64_t ref) {
    timers_.clear(kind, ref);
    timers_changed_ = true;
}

}  // namespace parley::store
