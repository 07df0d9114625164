#include "store/tx.hpp"

namespace parley::store {

Tx::Tx(Database& sql, Engine& engine, NodeId node, Clock const& clock, IdMaker& ids,
       Limits const& limits)
    : people(sql),
      roles(sql),
      partitions(sql),
      teams(sql),
      agents(sql),
      statuses(sql),
      settings(sql),
      codes(sql),
      wrap_ups(sql),
      agent_times(sql),
      queues(sql),
      chats(sql),
      offers(sql),
      messages(sql),
      events(sql),
      requests(sql),
      nodes(sql),
      census(sql),
      line(sql),
      arrivals(sql),
      hand_overs(sql),
      bots(sql),
      guests(sql),
      logs(sql),
      supervisions(sql),
      whispers(sql),
      notes(sql),
      colleagues(sql),
      help(sql),
      drafts(sql),
      sharings(sql),
      audit(sql),
      dashboard(sql),
      chat_lists(sql),
      wallboards(sql),
      facts(sql),
      reports(sql),
      saved_reports(sql),
      canned(sql),
      number_formats(sql),
      search(sql),
      ratings(sql),
      mails(sql),
      files(sql),
      articles(sql),
      sql_(sql),
      timers_(sql),
      engine_(engine),
      node_(node),
      clock_(clock),
      ids_(ids),
      limits_(limits) {}

void Tx::begin() {
    now_ = clock_.now();
    aftermath_.events.clear();
    waiting_changed_.clear();
}

void Tx::emit(std::string type, std::optional<VisitorId> visitor, std::optional<UserId> user,
              std::string data, std::optional<MessagePlace> message) {
    if (!visitor && !user) return;
    aftermath_.events.push_back({Emitted::Kind::durable,
                                 {},
                                 now_,
                                 std::move(type),
                                 visitor,
                                 user,
                                 std::move(data),
                                 message});
}

void Tx::pass(std::string type, std::optional<VisitorId> visitor, std::optional<UserId> user,
              std::string data, Reach reach) {
    auto const kind =
        reach == Reach::every_node ? Emitted::Kind::passing_everywhere : Emitted::Kind::passing;
    aftermath_.events.push_back(
        {kind, {}, now_, std::move(type), visitor, user, std::move(data), {}});
}

void Tx::tell_nodes(std::string type, std::int64_t id) {
    aftermath_.events.push_back(
        {Emitted::Kind::durable, {}, now_, std::move(type), {}, {}, std::to_string(id), {}});
}

void Tx::session_ended(SessionId session) { tell_nodes(store::session_ended, session.value); }

void Tx::ask_for(VisitorId visitor) { tell_nodes(customer_asked, visitor.value); }

void Tx::ask_for(UserId user) { tell_nodes(staff_asked, user.value); }

Cursor Tx::store(Emitted const& it) {
    Event event{{}, it.at, it.type, it.visitor, it.user, {}, {}, {}};
    if (it.place) {
        event.chat = it.place->chat;
        event.seq = it.place->seq;
    } else {
        event.data = it.data;
    }
    return events.add(event);
}

Aftermath Tx::take_aftermath() {
    for (auto const queue : std::exchange(waiting_changed_, {})) {
        tell_nodes(queue_changed, queue.value);
    }
    return std::exchange(aftermath_, {});
}

void Tx::set_timer(Instant due_at, TimerKind kind, std::int64_t ref) {
    timers_.set(make_id<TimerId>(), due_at, kind, ref);
    timers_changed_ = true;
}

void Tx::clear_timer(TimerKind kind, std::int64_t ref) {
    timers_.clear(kind, ref);
    timers_changed_ = true;
}

bool Tx::take_timer(Timer const& timer) {
    timers_changed_ = true;
    return timers_.take(timer);
}

}  // namespace parley::store
