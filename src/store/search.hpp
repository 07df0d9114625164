#pragma once
// The index of words by which messages are found. It lies behind what is written: `indexed` says
// which messages it has. Each engine has its own kind (FTS5; tsvector with GIN); what it gives may
// be more than was asked for, never less, so texts are compared afterwards.

#include <optional>
#include <string>
#include <vector>

#include "domain/search.hpp"
#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

/// Ids of messages; `until` is behind the last one.
struct SearchIndexed {
    std::int64_t from;
    std::int64_t until;
};
BOOST_DESCRIBE_STRUCT(SearchIndexed, (), (from, until))

/// Words that are found no more, and are still in the file.
enum class SearchClearing {
    done,    // there are none
    wanted,  // to be removed
    on,      // being removed
};
BOOST_DESCRIBE_ENUM(SearchClearing, done, wanted, on)

/// A message as its words are indexed.
struct SearchText {
    MessageId id;
    OrganizationId organization;
    bool written;  // by people or bots: no line of the system's
    std::string text;
};
BOOST_DESCRIBE_STRUCT(SearchText, (), (id, organization, written, text))

/// A message that may be what somebody looks for, and what rights go by.
struct SearchCandidate {
    MessageId id;
    ChatId chat;
    std::int64_t seq;
    Instant at;
    std::string text;
    QueueId queue;  // of the chat, as is the agent
    std::optional<UserId> agent;
};
BOOST_DESCRIBE_STRUCT(SearchCandidate, (), (id, chat, seq, at, text, queue, agent))

class Search {
  public:
    explicit Search(Database& sql);

    // What is indexed; nothing before the first time.
    std::optional<SearchIndexed> indexed();
    void set_indexed(SearchIndexed indexed);
    // Of all organizations within the wall, everything that is a message: from `first` on and
    // before `until`, the oldest first; before `until`, the newest first.
    std::vector<SearchText> from(MessageId first, MessageId until, std::int64_t limit);
    std::vector<SearchText> before(MessageId until, std::int64_t limit);
    void add(MessageId id, OrganizationId organization, std::string const& text);
    /// `text` is the one with which it was added.
    void remove(MessageId id, OrganizationId organization, std::string const& text);

    // Words that were removed, out of the file: all at once would take long.
    SearchClearing clearing();
    void set_clearing(SearchClearing state);
    /// A step of it; gives whether there is more to do. Nothing to do on PostgreSQL, which does so
    /// by itself (VACUUM).
    bool clear(SearchClearing state);

    /// Before `before` there are no more than `count` indexed messages of all from this one on.
    MessageId far_from(MessageId before, std::int64_t count);
    // Of what people and bots have written, the newest first: all of it, and what the index has for
    // the query; from `first` on and before `before`.
    std::vector<SearchCandidate> all(OrganizationId organization, MessageId first, MessageId before,
                                     std::int64_t limit);
    std::vector<SearchCandidate> by_words(OrganizationId organization,
                                          domain::SearchQuery const& query, MessageId first,
                                          MessageId before, std::int64_t limit);
    std::vector<SearchCandidate> in_chat(ChatId chat, MessageId first, MessageId before,
                                         std::int64_t limit);

  private:
    bool const fts5_;
    Statement<SearchIndexed> indexed_;
    Statement<NoRow, std::int64_t, std::int64_t> set_indexed_;
    Statement<SearchText, MessageId, MessageId, std::int64_t> from_;
    Statement<SearchText, MessageId, std::int64_t> before_;
    Statement<NoRow, MessageId, std::string> add_, remove_;
    Statement<SearchClearing> clearing_;
    Statement<NoRow, SearchClearing> set_clearing_;
    Statement<NoRow, std::int64_t> merge_;
    Statement<std::int64_t> changes_;
    Statement<MessageId, MessageId, std::int64_t> far_from_;
    Statement<SearchCandidate, OrganizationId, MessageId, MessageId, std::int64_t> all_;
    Statement<SearchCandidate, std::string, MessageId, MessageId, std::int64_t, OrganizationId,
              std::int64_t>
        by_words_;
    Statement<MessageId, std::string, MessageId, MessageId, std::int64_t> with_word_;
    Statement<std::int64_t> organizations_;
    Statement<SearchCandidate, ChatId, MessageId, MessageId, std::int64_t> in_chat_;
};

}  // namespace parley::store
