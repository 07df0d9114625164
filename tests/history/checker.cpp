#include "checker.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace parley::history {

namespace {

struct Post {
    std::string author;
    bool acknowledged = false;
    bool refused = false;
    std::int64_t seq = 0;  // as acknowledged
};

/// One chat's part of the history.
struct Chat {
    std::vector<std::string> sent;  // client ids in the order of their first sending
    std::map<std::string, Post> posts;
    std::map<std::string, std::vector<Record>> told;  // by reader
    std::map<std::string, std::vector<Record>> listed;
    std::map<std::string, std::vector<Record>> stored;
    std::vector<Record> owners;
};

class Checker {
  public:
    explicit Checker(History const& history) {
        for (auto const& record : history) take(record);
    }

    std::vector<Violation> run() {
        for (auto& [name, chat] : chats_) {
            name_ = name;
            if (chat.stored.empty()) {
                report(Fault::stuck, "was never read back");
                continue;
            }
            check_store(chat);
            check_readers_agree(chat);
            check_acknowledged(chat);
            check_authors_order(chat);
            for (auto const& [reader, told] : chat.told) check_told(chat, reader, told);
            for (auto const& [reader, stored] : chat.stored) check_complete(chat, reader);
            check_owner_lines(chat);
            check_owners_told(chat);
        }
        check_offers();
        return std::move(violations_);
    }

  private:
    void take(Record const& record);
    void report(Fault fault, std::string what) {
        violations_.push_back({fault, name_, std::move(what)});
    }
    static std::vector<Record> const& store_of(Chat const& chat) {
        return chat.stored.begin()->second;
    }

    void check_store(Chat const& chat);
    void check_readers_agree(Chat const& chat);
    void check_acknowledged(Chat const& chat);
    void check_authors_order(Chat const& chat);
    void check_told(Chat const& chat, std::string const& reader, std::vector<Record> const& told);
    void check_complete(Chat const& chat, std::string const& reader);
    void check_owner_lines(Chat const& chat);
    void check_owners_told(Chat const& chat);
    void check_offers();

    std::map<std::string, Chat> chats_;
    std::vector<Record> acceptances_;
    std::string name_;
    std::vector<Violation> violations_;
};

void Checker::take(Record const& record) {
    auto& chat = chats_[record.chat];
    switch (record.kind) {
        case Kind::invoke:
            if (chat.posts.try_emplace(record.message, Post{.author = record.who}).second) {
                chat.sent.push_back(record.message);
            }
            break;
        case Kind::ok: {
            auto& post = chat.posts[record.message];
            if (post.acknowledged && post.seq != record.seq) {
                violations_.push_back({Fault::duplicate, record.chat,
                                       record.message + " was acknowledged at seq " +
                                           std::to_string(post.seq) + " and at " +
                                           std::to_string(record.seq)});
            }
            post.acknowledged = true;
            post.seq = record.seq;
            break;
        }
        case Kind::fail:
            chat.posts[record.message].refused = true;
            break;
        case Kind::unknown:
            break;
        case Kind::told:
            chat.told[record.who].push_back(record);
            break;
        case Kind::listed:
            chat.listed[record.who].push_back(record);
            break;
        case Kind::stored:
            chat.stored[record.who].push_back(record);
            break;
        case Kind::accepted:
            acceptances_.push_back(record);
            break;
        case Kind::owner:
        case Kind::owner_gone:
            chat.owners.push_back(record);
            break;
    }
}

/// Dense from 1; each message once; nothing that nobody sent or that was refused.
void Checker::check_store(Chat const& chat) {
    std::int64_t next = 1;
    std::map<std::string, std::int64_t> seen;
    for (auto const& record : store_of(chat)) {
        auto const place = "seq " + std::to_string(record.seq);
        if (record.seq != next) {
            report(Fault::gap,
                   "the store has " + place + " where " + std::to_string(next) + " belongs");
        }
        next = record.seq + 1;
        if (record.author == "system") continue;
        auto const [first, is_new] = seen.try_emplace(record.message, record.seq);
        if (!is_new) {
            report(Fault::duplicate, record.message + " is stored at seq " +
                                         std::to_string(first->second) + " and at " +
                                         std::to_string(record.seq));
        }
        auto const post = chat.posts.find(record.message);
        if (post == chat.posts.end()) {
            report(Fault::phantom, "nobody sent what is stored at " + place);
        } else if (post->second.author != record.author) {
            report(Fault::changed, place + " has another author");
        } else if (post->second.refused && !post->second.acknowledged) {
            report(Fault::phantom, "what is stored at " + place + " was refused");
        }
    }
}

void Checker::check_readers_agree(Chat const& chat) {
    auto const& first = store_of(chat);
    for (auto const& [reader, stored] : chat.stored) {
        bool const same = std::ranges::equal(first, stored, [](Record const& a, Record const& b) {
            return a.seq == b.seq && a.id == b.id && a.message == b.message && a.author == b.author;
        });
        if (!same) report(Fault::changed, reader + " reads another chat than the others");
    }
}

void Checker::check_acknowledged(Chat const& chat) {
    for (auto const& [message, post] : chat.posts) {
        if (!post.acknowledged) continue;
        auto const found = std::ranges::find(store_of(chat), message, &Record::message);
        if (found == store_of(chat).end()) {
            report(Fault::lost, message + ", acknowledged at seq " + std::to_string(post.seq));
        } else if (post.seq != 0 && found->seq != post.seq) {
            report(Fault::changed, message + " was acknowledged at seq " +
                                       std::to_string(post.seq) + " and is stored at " +
                                       std::to_string(found->seq));
        }
    }
}

void Checker::check_authors_order(Chat const& chat) {
    std::map<std::string, std::int64_t> last;  // by author
    for (auto const& message : chat.sent) {
        auto const found = std::ranges::find(store_of(chat), message, &Record::message);
        if (found == store_of(chat).end()) continue;
        auto& before = last[found->author];
        if (found->seq < before) {
            report(Fault::order, message + " was sent after what is at seq " +
                                     std::to_string(before) + " and is stored at " +
                                     std::to_string(found->seq));
        }
        before = std::max(before, found->seq);
    }
}

/// What a reader was told: each once, in order, and as it is stored.
void Checker::check_told(Chat const& chat, std::string const& reader,
                         std::vector<Record> const& told) {
    auto const& stored = store_of(chat);
    std::set<std::int64_t> seen;
    std::int64_t last = 0;
    for (auto const& record : told) {
        auto const place = "seq " + std::to_string(record.seq) + " to " + reader;
        if (!seen.insert(record.seq).second) {
            report(Fault::duplicate, place + " was told twice");
        } else if (record.seq < last) {
            report(Fault::order, place + " was told after " + std::to_string(last));
        }
        last = std::max(last, record.seq);
        auto const found = std::ranges::find(stored, record.seq, &Record::seq);
        if (found == stored.end()) {
            report(Fault::phantom, place + " was told and is not stored");
        } else if (found->id != record.id || found->message != record.message) {
            report(Fault::changed, place + " was another message than the stored one");
        }
    }
}

/// Who reads the chat at the end has been told or has fetched all of it.
void Checker::check_complete(Chat const& chat, std::string const& reader) {
    std::set<std::int64_t> has;
    for (auto const* part : {&chat.told, &chat.listed}) {
        auto const found = part->find(reader);
        if (found == part->end()) continue;
        for (auto const& record : found->second) has.insert(record.seq);
    }
    for (auto const& record : store_of(chat)) {
        if (!has.contains(record.seq)) {
            report(Fault::gap, reader + " never got seq " + std::to_string(record.seq));
        }
    }
}

/// The lines of the chat itself: an agent joins only when nobody has the chat, and only who has it
/// writes.
void Checker::check_owner_lines(Chat const& chat) {
    std::string owner;
    for (auto const& record : store_of(chat)) {
        auto const place = "seq " + std::to_string(record.seq);
        if (record.author != "system") {
            if (record.author != "customer" && record.author != owner) {
                report(Fault::two_owners,
                       record.author + " wrote " + place + " in the chat of " + owner);
            }
        } else if (record.message == "agent_joined") {
            if (!owner.empty()) {
                report(Fault::two_owners,
                       record.person + " joined at " + place + " while " + owner + " had the chat");
            }
            owner = record.person;
        } else {
            owner.clear();
        }
    }
}

void Checker::check_owners_told(Chat const& chat) {
    std::string owner;
    for (auto const& record : chat.owners) {
        if (record.kind == Kind::owner_gone) {
            owner.clear();
            continue;
        }
        if (!owner.empty() && owner != record.author) {
            report(Fault::two_owners, "the customer was told of " + record.author + " while " +
                                          owner + " had the chat");
        }
        owner = record.author;
    }
}

void Checker::check_offers() {
    std::map<std::string, std::string> taken_by;
    for (auto const& record : acceptances_) {
        auto const [first, is_new] = taken_by.try_emplace(record.id, record.who);
        if (!is_new && first->second != record.who) {
            name_ = record.chat;
            report(Fault::two_owners, "offer " + record.id + " was given to " + first->second +
                                          " and to " + record.who);
        }
    }
}

}  // namespace

std::string_view fault_word(Fault fault) {
    switch (fault) {
        case Fault::lost:
            return "lost";
        case Fault::duplicate:
            return "duplicate";
        case Fault::phantom:
            return "phantom";
        case Fault::order:
            return "order";
        case Fault::gap:
            return "gap";
        case Fault::changed:
            return "changed";
        case Fault::two_owners:
            return "two owners";
        case Fault::stuck:
            return "stuck";
        case Fault::died:
            return "died";
        case Fault::over_capacity:
            return "over capacity";
        case Fault::bad_state:
            return "bad state";
    }
    return "";
}

std::vector<Violation> check(History const& history) { return Checker{history}.run(); }

}  // namespace parley::history
