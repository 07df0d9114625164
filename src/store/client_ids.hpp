#pragma once
// Which client_ids the messages of a chat have (P2), in memory: an index of them on disk would cost
// as much as all else that a message writes, since every entry falls on another page.
//
// INVARIANT: what is kept of a chat is true for its first `seq` messages and says nothing of those
// after. Whoever asks names the chat's own seq, read in the same transaction, and what is missing
// is read; so other writers, on this machine or another, need not tell. What an undone transaction
// has added is forgotten (undone()).

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include "base/ids.hpp"

namespace parley::store {

class ClientIds {
  public:
    /// One message's, as read from the table.
    struct Used {
        std::int64_t from_id;
        std::string client_id;
    };

    /// Whether a message among the first `seq` of the chat may have this client_id of this author:
    /// false is certain, true wants a look into the table. `read_after(seq)` gives those of the
    /// messages after a seq.
    template <class ReadAfter>
    bool may_have(ChatId chat, std::int64_t seq, std::int64_t from_id, std::string_view client_id,
                  ReadAfter read_after) {
        if (count_ > count_max) clear();
        auto& kept = chats_[chat];
        if (kept.seq > seq) kept = {};
        if (kept.seq < seq) {
            for (auto const& used : read_after(kept.seq)) {
                insert(kept, used.from_id, used.client_id);
            }
            kept.seq = seq;
            touched_.push_back(chat);
        }
        return kept.hashes.contains(hash(from_id, client_id));
    }

    /// Up to which seq all client_ids of the chat are known.
    std::int64_t known_of(ChatId chat) const {
        auto const found = chats_.find(chat);
        return found == chats_.end() ? 0 : found->second.seq;
    }

    /// A message was read; those of one chat come in their order, beginning after known_of().
    void learn(ChatId chat, std::int64_t seq, Used const& used) {
        auto& kept = chats_[chat];
        insert(kept, used.from_id, used.client_id);
        kept.seq = seq;
        touched_.push_back(chat);
    }

    /// A message was written. Counts only where all before it are known.
    void add(ChatId chat, std::int64_t seq, std::int64_t from_id, std::string_view client_id) {
        auto const found = chats_.find(chat);
        if (found == chats_.end() || found->second.seq + 1 != seq) return;
        insert(found->second, from_id, client_id);
        found->second.seq = seq;
        touched_.push_back(chat);
    }

    void committed() { touched_.clear(); }
    void undone() {
        for (auto const chat : touched_) chats_.erase(chat);
        touched_.clear();
    }

  private:
    struct Kept {
        std::int64_t seq = 0;
        boost::unordered_flat_set<std::size_t> hashes;
    };
    // About 16 MB. Beyond it everything is forgotten, and read again where it is asked for.
    static constexpr std::size_t count_max = 1'000'000;

    static std::size_t hash(std::int64_t from_id, std::string_view client_id) {
        return std::hash<std::string_view>{}(client_id) ^ static_cast<std::size_t>(from_id);
    }
    void insert(Kept& kept, std::int64_t from_id, std::string_view client_id) {
        count_ += kept.hashes.insert(hash(from_id, client_id)).second ? 1 : 0;
    }
    void clear() {
        chats_.clear();
        touched_.clear();
        count_ = 0;
    }

    boost::unordered_flat_map<ChatId, Kept, std::hash<ChatId>> chats_;
    std::vector<ChatId> touched_;  // by the transaction that is under way
    std::size_t count_ = 0;        // hashes added since the last clear
};
BOOST_DESCRIBE_STRUCT(ClientIds::Used, (), (from_id, client_id))

}  // namespace parley::store
