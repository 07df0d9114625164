#include "store/postgresql/log.hpp"

namespace parley::store::postgresql {

namespace {
// How late another node's events may be where nothing tells of them (fI10).
constexpr milliseconds look_every{1000};
constexpr std::int64_t events_per_look = 1000;
}  // namespace

Log::Log(std::unique_ptr<Connection> connection, Hooks const& hooks)
    : connection_(std::move(connection)),
      hooks_(hooks),
      told_(connection_->run([](Tx& tx) { return tx.events.head(); })),
      thread_([this] { run(); }) {}

void Log::committed(std::vector<Emitted> events) {
    if (events.empty()) return;
    hooks_.committed(events.back().cursor);
    {
        std::scoped_lock const lock{telling_};
        // The thread may have been faster and have read some of them.
        std::erase_if(events, [&](auto const& event) { return event.cursor <= told_; });
        if (events.empty()) return;
        // A group that was run again in halves has other writers' events between its own.
        if (events.back().cursor.value == told_.value + std::ssize(events)) {
            told_ = events.back().cursor;
            return deliver(std::move(events));
        }
        for (auto& event : events) own_.emplace(event.cursor, std::move(event));
    }
    wake();
}

/// Under `telling_`: what one thread hands over must not overtake another's.
void Log::deliver(std::vector<Emitted> events) {
    hooks_.deliver({std::move(events)});
    hooks_.group_done();
}

void Log::wake() {
    {
        std::scoped_lock const lock{mutex_};
        awake_ = true;
    }
    wake_up_.notify_one();
}

void Log::stop() {
    {
        std::scoped_lock const lock{mutex_};
        stopped_ = true;
    }
    wake_up_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Log::run() {
    std::unique_lock lock{mutex_};
    while (!stopped_) {
        wake_up_.wait_for(lock, look_every, [&] { return awake_ || stopped_; });
        if (stopped_) return;
        awake_ = false;
        lock.unlock();
        read_on();
        lock.lock();
    }
}

void Log::read_on() {
    for (;;) {
        std::set<Cursor> known;
        Cursor from;
        {
            std::scoped_lock const lock{telling_};
            from = told_;
            for (auto const& [cursor, event] : own_) known.insert(cursor);
        }
        std::vector<Event> rows;
        std::map<Cursor, Emitted> read;
        try {
            connection_->run([&](Tx& tx) {
                rows = tx.events.after(from, events_per_look);
                read.clear();
                std::vector<Event const*> wanted;
                std::vector<MessagePlace> places;
                for (auto const& row : rows) {
                    bool const internal = !row.visitor && !row.user;
                    if (known.contains(row.cursor) || !(internal || hooks_.is_wanted(row)))
                        continue;
                    wanted.push_back(&row);
                    if (row.chat) places.push_back({*row.chat, *row.seq});
                }
                auto const messages = connection_->messages_at(places);
                for (auto const* row : wanted) {
                    auto const message =
                        row->chat ? messages.find({*row->chat, *row->seq}) : messages.end();
                    read.emplace(row->cursor,
                                 hooks_.recall(
                                     *row, message == messages.end() ? nullptr : &message->second));
                }
            });
        } catch (Refused const&) {
            return;  // the database is away; the next look finds what this one did not
        }
        if (rows.empty()) return;
        std::scoped_lock const lock{telling_};
        std::vector<Emitted> events;
        for (auto const& row : rows) {
            if (row.cursor <= told_) continue;  // told by committed() meanwhile
            told_ = row.cursor;
            if (auto own = own_.extract(row.cursor)) {
                events.push_back(std::move(own.mapped()));
            } else if (auto other = read.extract(row.cursor)) {
                events.push_back(std::move(other.mapped()));
            }
        }
        if (!events.empty()) deliver(std::move(events));
        if (std::ssize(rows) < events_per_look) return;
    }
}

}  // namespace parley::store::postgresql
