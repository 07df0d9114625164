#pragma once
// One chat as one side of it sees it, and what is wrong with that: every message exactly once, in
// order, unchanged (P2, P3, P4). Pure. Texts are kept as hashes only.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "client/message.hpp"

namespace parley::client {

enum class Fault {
    duplicate,   // told twice
    order,       // told after a later one
    gap,         // the next ones were told, this one not
    changed,     // another id, author or text under the same seq than before
    missing,     // the store has it, this side never got it
    phantom,     // this side got it, the store does not have it
    not_as_said  // another text or author than the conversation has at this place
};
std::string_view fault_words(Fault fault);

struct Difference {
    Fault fault{};
    std::string chat;
    std::int64_t seq = 0;
    std::string who;  // the side that saw it: "customer", "agent1", "store"
    friend bool operator==(Difference const&, Difference const&) = default;
};

/// What a conversation has at one place.
struct Turn {
    Author author = Author::customer;  // customer or agent
    std::string text;
};

class Transcript {
  public:
    explicit Transcript(std::string who) : who_(std::move(who)) {}

    void add(Message const& message, Via via);
    /// Between the two, what is told may lie behind messages that are still being fetched: after
    /// joining a chat that has a history, and after a reset.
    void begin_catching_up() { ++catching_up_; }
    void end_catching_up();
    /// What was missed cannot be fetched, because the chat is somebody else's by now.
    void give_up_catching_up();

    /// The highest seq up to which this side has everything.
    std::int64_t complete() const { return complete_; }
    /// How many messages of people are among them.
    std::size_t turns() const { return turns_; }
    /// Whether the message was told by an event.
    bool was_told(std::int64_t seq) const { return told_.contains(seq); }

    /// Compares with what the store gives at the end, all of it, in its order.
    void compare_with_store(std::vector<Message> const& stored);
    /// Compares with the conversation that was to be held.
    void compare_with(std::vector<Turn> const& said);
    std::vector<Difference> const& differences() const { return differences_; }

  private:
    struct Entry {
        std::string id;
        Author author{};
        std::size_t text_hash = 0;
        friend bool operator==(Entry const&, Entry const&) = default;
    };
    static Entry entry_of(Message const& message);
    void report(Fault fault, std::int64_t seq);
    void move_on();

    std::string who_;
    std::string chat_;
    std::map<std::int64_t, Entry> entries_;
    std::set<std::int64_t> told_;
    std::int64_t last_told_ = 0;
    std::int64_t complete_ = 0;
    std::size_t turns_ = 0;
    int catching_up_ = 0;
    std::set<std::int64_t> suspects_;  // skipped by the stream while catching up
    std::vector<Difference> differences_;
};

}  // namespace parley::client
