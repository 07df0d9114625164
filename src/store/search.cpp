#include "store/search.hpp"

#include "base/ensure.hpp"

namespace parley::store {

namespace {

constexpr auto texts =
    "SELECT id, organization_id, CASE WHEN from_kind <> 'system' AND event IS NULL THEN 1 ELSE 0 "
    "END, text FROM messages ";
// In this order: the messages are found first, their chats looked up.
constexpr auto candidates =
    "SELECT m.id, m.chat_id, m.seq, m.at, m.text, c.queue_id, c.agent_id FROM ";
constexpr auto with_chats =
    "messages m CROSS JOIN chats c WHERE c.id = m.chat_id AND m.from_kind <> 'system' "
    "AND m.event IS NULL ";
constexpr auto newest = "AND m.id >= :first AND m.id < :before ORDER BY m.id DESC LIMIT :limit";

/// The word by which an organization's messages are told from those of others: no text has an @.
std::string own_word(OrganizationId organization) {
    return '@' + std::to_string(organization.value);
}

std::string joined(OrganizationId organization, std::string const& text) {
    auto all = own_word(organization);
    for (auto const& word : domain::search_words(text)) all += ' ' + word;
    return all;
}

/// The query in the language of an index, from its words: "and", "not", and what marks a beginning.
struct Language {
    std::string_view quote, open_end, also, without;
};
constexpr Language fts5_language{"\"", "*", " AND ", " NOT "};
constexpr Language tsquery_language{"'", ":*", " & ", " & !"};

std::string quoted(Language const& in, std::string const& word) {
    return std::string{in.quote} + word + std::string{in.quote};
}

/// Words are letters and digits: nothing in them means anything to an index. That words stand one
/// after the other it does not know, so of an unwanted phrase nothing is said.
std::string in_language(Language const& in, std::optional<OrganizationId> organization,
                        domain::SearchQuery const& query) {
    std::string all = organization ? quoted(in, own_word(*organization)) : std::string{};
    for (auto const& phrase : query.wanted) {
        for (std::size_t i = 0; i < phrase.words.size(); ++i) {
            if (!all.empty()) all += in.also;
            all += quoted(in, phrase.words[i]);
            if (phrase.prefix && i + 1 == phrase.words.size()) all += in.open_end;
        }
    }
    for (auto const& phrase : query.unwanted) {
        if (phrase.words.size() > 1) continue;
        all = '(' + all + ')' + std::string{in.without} + quoted(in, phrase.words.front());
    }
    return all;
}

// So many messages are sooner looked at than a word that nearly all of them have.
constexpr std::int64_t few = 2500;

}  // namespace

Search::Search(Database& sql)
    : fts5_(sql.get_backend_name() == "sqlite3"),
      indexed_(sql, "SELECT from_id, until_id FROM search_indexed"),
      set_indexed_(sql,
                   "INSERT INTO search_indexed (id, from_id, until_id) VALUES (1, :from, :until) "
                   "ON CONFLICT (id) DO UPDATE SET from_id = excluded.from_id, "
                   "until_id = excluded.until_id"),
      from_(sql,
            std::string{texts} + "WHERE id >= :first AND id < :until ORDER BY id LIMIT :limit"),
      before_(sql, std::string{texts} + "WHERE id < :until ORDER BY id DESC LIMIT :limit"),
      add_(sql, fts5_ ? "INSERT INTO search_words (rowid, words) VALUES (:id, :words)"
                      : "INSERT INTO search_words (message_id, words) "
                        "VALUES (:id, CAST(:words AS TSVECTOR)) "
                        "ON CONFLICT (message_id) DO UPDATE SET words = excluded.words"),
      remove_(sql, fts5_ ? "INSERT INTO search_words (search_words, rowid, words) "
                           "VALUES ('delete', :id, :words)"
                         : "DELETE FROM search_words WHERE message_id = :id "
                           "AND CAST(:words AS TEXT) IS NOT NULL"),
      clearing_(sql, "SELECT clearing FROM search_indexed"),
      set_clearing_(sql, "UPDATE search_indexed SET clearing = :state"),
      merge_(sql, "INSERT INTO search_words (search_words, rank) VALUES ('merge', :pages)"),
      changes_(sql, "SELECT total_changes()"),
      far_from_(sql, fts5_ ? "SELECT id FROM messages WHERE id < :before ORDER BY id DESC "
                             "LIMIT 1 OFFSET :count"
                           : "SELECT message_id FROM search_words WHERE message_id < :before "
                             "ORDER BY message_id DESC LIMIT 1 OFFSET :count"),
      all_(sql, std::string{candidates} + with_chats + "AND m.organization_id = :organization " +
                    newest),
      // The words come first whatever else there is: of the messages with them there are few.
      by_words_(sql,
                (fts5_ ? "WITH found AS MATERIALIZED (SELECT rowid AS id FROM search_words "
                         "WHERE search_words MATCH :words AND rowid >= :first AND rowid < :before "
                         "ORDER BY rowid DESC LIMIT :limit) "
                       : "WITH any_time AS MATERIALIZED (SELECT message_id AS id FROM search_words "
                         "WHERE words @@ CAST(:words AS TSQUERY)), found AS MATERIALIZED "
                         "(SELECT id FROM any_time WHERE id >= :first AND id < :before "
                         "ORDER BY id DESC LIMIT :limit) ") +
                    std::string{candidates} + "found CROSS JOIN " + with_chats +
                    "AND m.id = found.id AND m.organization_id = :organization "
                    "ORDER BY found.id DESC LIMIT :most"),
      with_word_(sql,
                 "SELECT rowid FROM search_words WHERE search_words MATCH :word "
                 "AND rowid >= :first AND rowid < :before ORDER BY rowid DESC LIMIT :limit"),
      organizations_(sql, "SELECT count(*) FROM (SELECT 1 FROM organizations LIMIT 2) few"),
      in_chat_(sql, std::string{candidates} + with_chats + "AND m.chat_id = :chat " + newest) {}

std::optional<SearchIndexed> Search::indexed() { return indexed_.first(); }

void Search::set_indexed(SearchIndexed it) { set_indexed_.run(it.from, it.until); }

std::vector<SearchText> Search::from(MessageId first, MessageId until, std::int64_t limit) {
    return from_.all(first, until, limit);
}

std::vector<SearchText> Search::before(MessageId until, std::int64_t limit) {
    return before_.all(until, limit);
}

void Search::add(MessageId id, OrganizationId organization, std::string const& text) {
    add_.run(id, joined(organization, text));
}

void Search::remove(MessageId id, OrganizationId organization, std::string const& text) {
    remove_.run(id, joined(organization, text));
}

SearchClearing Search::clearing() { return clearing_.first().value_or(SearchClearing::done); }

void Search::set_clearing(SearchClearing state) { set_clearing_.run(state); }

bool Search::clear(SearchClearing state) {
    if (!fts5_ || state == SearchClearing::done) return false;
    constexpr std::int64_t pages = 200;
    auto const changes = changes_.first();
    // A negative number has everything become one part of the index; the parts there were, with the
    // words that are found no more, go with it.
    merge_.run(state == SearchClearing::wanted ? -pages : pages);
    return changes_.first().value_or(0) - changes.value_or(0) >= 2;
}

MessageId Search::far_from(MessageId before, std::int64_t count) {
    return far_from_.first(before, count).value_or(MessageId{});
}

std::vector<SearchCandidate> Search::all(OrganizationId organization, MessageId first,
                                         MessageId before, std::int64_t limit) {
    return all_.all(organization, first, before, limit);
}

std::vector<SearchCandidate> Search::by_words(OrganizationId organization,
                                              domain::SearchQuery const& query, MessageId first,
                                              MessageId before, std::int64_t limit) {
    auto const found_by = [&](std::string const& words, std::int64_t found) {
        return by_words_.all(words, first, before, found, organization, limit);
    };
    if (!fts5_) return found_by(in_language(tsquery_language, organization, query), limit);
    // FTS5 leaps slowly through what nearly all messages have: a word that few have goes alone, and
    // the organization is not asked for where there is only one.
    std::vector<std::string> words, beginnings;
    for (auto const& phrase : query.wanted) {
        for (std::size_t i = 0; i < phrase.words.size(); ++i) {
            bool const open = phrase.prefix && i + 1 == phrase.words.size();
            auto const word = quoted(fts5_language, phrase.words[i]);
            open ? beginnings.push_back(word + "*") : words.push_back(word);
        }
    }
    // All words that begin so are read at once, which is only worth it where it spares another one.
    if (!words.empty()) words.insert(words.end(), beginnings.begin(), beginnings.end());
    for (auto const& word : words) {
        if (std::ssize(with_word_.all(word, first, before, few)) < few) return found_by(word, few);
    }
    bool const several = organizations_.first() > 1;
    auto const whose = several ? std::optional{organization} : std::nullopt;
    return found_by(in_language(fts5_language, whose, query), limit);
}

std::vector<SearchCandidate> Search::in_chat(ChatId chat, MessageId first, MessageId before,
                                             std::int64_t limit) {
    return in_chat_.all(chat, first, before, limit);
}

}  // namespace parley::store
