#pragma once
// A connection to a database, as SOCI has it, with what the queries of ours keep beside it.

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include <soci/soci.h>

#include "store/known_members.hpp"
#include "store/known_settings.hpp"
#include "store/rows.hpp"

namespace parley::store {

/// What the hot operation writes, kept back so that many calls cost one message to a server far
/// away: it is sent before any other statement runs, or with the commit.
struct Batch {
    struct Post {
        std::int64_t seq;
        std::optional<Instant> unanswered_since;
    };
    std::vector<Message> messages;
    std::map<ChatId, Post> posts;          // the newest of each chat
    std::map<ChatId, PostTarget> targets;  // read ahead, and kept true
    std::function<void()> send;

    bool is_empty() const { return messages.empty() && posts.empty(); }
    void clear() {
        messages.clear();
        posts.clear();
        targets.clear();
    }
};

/// What is read again and again and seldom changes.
struct Known {
    KnownMembers members;
    KnownSettings settings;

    void forget() {
        members.forget();
        settings.forget();
    }
};

class Database : public soci::session {
  public:
    std::int64_t writes = 0;  // statements that changed something
    Batch* batch = nullptr;   // none: everything is sent as it comes
    Known* known = nullptr;   // none: others write, too, and all is read each time

    /// Of members something has been written that only the database knows in full.
    void forget_members() {
        if (known) known->members.forget();
    }
    void forget_settings() {
        if (known) known->settings.forget();
    }
    /// Before any statement that may depend on what was written.
    void settle() {
        if (batch && !batch->is_empty()) batch->send();
    }
};

}  // namespace parley::store
