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
// Stretches of own events that a look leaves out. PostgreSQL plans each with all others; what is
// beyond is read, and known.
constexpr std::size_t left_out_max = 32;
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
        // The thread may have been faster and have read some of them.
        std::erase_if(events, [&](auto const& event) { return event.cursor <= told_; });
        // Several commits may be told of at once, and others' lie between them.
        std::vector<Emitted>* commit = nullptr;
        for (auto& event : events) {
            if (!commit || event.cursor.value != commit->back().cursor.value + 1) {
                commit = &own_[event.cursor];
            }
            commit->push_back(std::move(event));
        }
        std::vector<Emitted> next;
        take_own_that_follow(next);
        if (!next.empty()) deliver(std::move(next));
        if (own_.empty()) return;
    }
    wake();
}

/// Those whose commit begins up to here; under `telling_`.
void Log::take_own(Cursor until, std::vector<Emitted>& into) {
    while (!own_.empty() && own_.begin()->first <= until) {
        auto const commit = own_.extract(own_.begin());
        told_ = commit.mapped().back().cursor;
        std::ranges::move(commit.mapped(), std::back_inserter(into));
    }
}

/// Those before which nothing else can be; under `telling_`.
void Log::take_own_that_follow(std::vector<Emitted>& into) {
    while (!own_.empty() && own_.begin()->first.value == told_.value + 1) {
        take_own(own_.begin()->first, into);
    }
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
    stopping_.notify_one();
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
        stopping_.wait_for(lock, rest, [&] { return stopped_; });
    }
}

std::int64_t Log::read_on() {
    for (std::int64_t count = 0;;) {
        Cursor from;
        std::vector<Cursors> own;
        Cursor own_until;
        {
            std::scoped_lock const lock{telling_};
            from = told_;
            for (auto const& [first, commit] : own_) {
                if (own.empty() || first.value != own.back().last.value + 1) {
                    if (own.size() == left_out_max) break;
                    own.push_back({first, first});
                }
                own.back().last = commit.back().cursor;
            }
            if (!own_.empty()) own_until = own_.rbegin()->second.back().cursor;
        }
        auto found = look(from, own, own_until);
        // Where the database is away, the next look finds what this one did not.
        if (!found) return count;
        bool const all = std::ssize(found->rows) < events_per_look;
        std::scoped_lock const lock{telling_};
        auto const before = told_;
        auto events = in_order(std::move(*found));
        count += told_.value - before.value;
        if (!events.empty()) deliver(std::move(events));
        if (all) return count;
    }
}

/// What others have written between what is own, with the messages of what somebody here wants.
auto Log::look(Cursor from, std::vector<Cursors> const& own, Cursor own_until)
    -> std::optional<Found> {
    Found found;
    // Not one transaction: an event and its message never change, and came by one commit.
    bool const done = connection_->look([&] {
        found.rows = connection_->events_after(from, own, events_per_look);
        found.wanted.resize(found.rows.size());
        std::vector<std::size_t> wanted;
        std::vector<MessagePlace> places;
        for (std::size_t i = 0; i < found.rows.size(); ++i) {
            auto const& row = found.rows[i];
            bool const internal = !row.visitor && !row.user;
            if (!internal && !hooks_.is_wanted(row)) continue;
            wanted.push_back(i);
            if (row.chat) places.push_back({*row.chat, *row.seq});
        }
        auto const messages = connection_->messages_at(places);
        for (auto const i : wanted) {
            auto const& row = found.rows[i];
            auto const at = row.chat ? messages.find({*row.chat, *row.seq}) : messages.end();
            found.wanted[i] = hooks_.recall(row, at == messages.end() ? nullptr : &at->second);
        }
    });
    if (!done) return std::nullopt;
    found.until = found.rows.empty() ? from : found.rows.back().cursor;
    // What is own was committed before this look, and all before it earlier still: whatever of that
    // the look has not found does not exist.
    if (std::ssize(found.rows) < events_per_look) found.until = std::max(found.until, own_until);
    return found;
}

/// Under `telling_`. Own commits may have become known meanwhile, some of them among the rows.
std::vector<Emitted> Log::in_order(Found found) {
    std::vector<Emitted> events;
    for (std::size_t i = 0; i < found.rows.size(); ++i) {
        auto const cursor = found.rows[i].cursor;
        take_own(cursor, events);
        if (cursor <= told_) continue;
        told_ = cursor;
        if (found.wanted[i]) events.push_back(std::move(*found.wanted[i]));
    }
    take_own(found.until, events);
    take_own_that_follow(events);
    return events;
}

}  // namespace parley::store::postgresql
