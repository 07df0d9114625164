#include "store/postgresql/log.hpp"

namespace parley::store::postgresql {

namespace {
// How late another node's events may be where nothing tells of them (fI10).
constexpr milliseconds look_every{1000};
// The first to wake it is served at once; of many that follow each other, more at a time: each look
// costs as much as some messages.
constexpr milliseconds looks_apart{2};
constexpr milliseconds looks_apart_of_many{10};
constexpr std::int64_t many_events = 30;
constexpr std::int64_t events_per_look = 1000;
}  // namespace

Log::Log(std::unique_ptr<Connection> connection, Hooks const& hooks)
    : connection_(std::move(connection)),
      hooks_(hooks),
      told_(connection_->run([](Tx& tx) { return tx.events.head(); })),
      thread_([this] { run(); }) {}

void Log::committed(std::vector<Emitted> events) {
    if (events.empty()) return;
    tell_others(events.back().cursor);
    {
        std::scoped_lock const lock{telling_};
        std::vector<Emitted> next;
        for (auto& event : events) {
            // The thread may have been faster and have read some of them.
            if (event.cursor <= told_) continue;
            // Several commits may be told of at once, and others' lie between them.
            if (own_.empty() && event.cursor.value == told_.value + 1) {
                told_ = event.cursor;
                next.push_back(std::move(event));
            } else {
                own_.emplace(event.cursor, std::move(event));
            }
        }
        if (!next.empty()) deliver(std::move(next));
        if (own_.empty()) return;
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

Cursor Log::told() {
    std::scoped_lock const lock{telling_};
    return told_;
}

/// Not for every commit, where they are many: who looks finds all of them.
void Log::tell_others(Cursor cursor) {
    {
        std::scoped_lock const lock{mutex_};
        committed_ = std::max(committed_, cursor);
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
    Cursor told_others;
    while (!stopped_) {
        bool const asked = wake_up_.wait_for(
            lock, look_every, [&] { return awake_ || stopped_ || committed_ > told_others; });
        if (stopped_) return;
        bool const look = std::exchange(awake_, false) || !asked;
        auto const committed = committed_;
        lock.unlock();
        if (committed > told_others) hooks_.committed(committed);
        told_others = committed;
        auto const found = look ? read_on() : 0;
        lock.lock();
        auto const rest = found < many_events ? looks_apart : looks_apart_of_many;
        wake_up_.wait_for(lock, rest, [&] { return stopped_; });
    }
}

std::int64_t Log::read_on() {
    for (std::int64_t count = 0;;) {
        std::set<Cursor> known;
        Cursor from;
        {
            std::scoped_lock const lock{telling_};
            from = told_;
            for (auto const& [cursor, event] : own_) known.insert(cursor);
        }
        std::vector<Event> rows;
        std::map<Cursor, Emitted> read;
        // Not one transaction: an event and its message never change, and came by one commit.
        bool const done = connection_->look([&](Tx& tx) {
            rows = tx.events.after(from, events_per_look);
            std::vector<Event const*> wanted;
            std::vector<MessagePlace> places;
            for (auto const& row : rows) {
                bool const internal = !row.visitor && !row.user;
                if (known.contains(row.cursor) || !(internal || hooks_.is_wanted(row))) continue;
                wanted.push_back(&row);
                if (row.chat) places.push_back({*row.chat, *row.seq});
            }
            auto const messages = connection_->messages_at(places);
            for (auto const* row : wanted) {
                auto const found =
                    row->chat ? messages.find({*row->chat, *row->seq}) : messages.end();
                auto const* message = found == messages.end() ? nullptr : &found->second;
                read.emplace(row->cursor, hooks_.recall(*row, message));
            }
        });
        // Where the database is away, the next look finds what this one did not.
        if (!done || rows.empty()) return count;
        count += std::ssize(rows);
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
        if (std::ssize(rows) < events_per_look) return count;
    }
}

}  // namespace parley::store::postgresql
