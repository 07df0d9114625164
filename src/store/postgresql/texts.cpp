#include "store/postgresql/texts.hpp"

#include <charconv>
#include <initializer_list>
#include <memory>

#include <soci/postgresql/soci-postgresql.h>

#include "base/json.hpp"

namespace parley::store::postgresql {

namespace {
constexpr auto not_utf8 = "22021";
}

std::string quoted(PGconn* connection, std::string_view text) {
    std::unique_ptr<char, void (*)(void*)> const literal{
        PQescapeLiteral(connection, text.data(), text.size()), PQfreemem};
    if (!literal) throw soci::postgresql_soci_error(PQerrorMessage(connection), not_utf8);
    return literal.get();
}

namespace {

std::string number(std::int64_t value) { return std::to_string(value); }

template <class Any>
std::string number(std::optional<Any> const& id) {
    return id ? number(id->value) : "NULL";
}

/// The values of one column as an argument of a prepared statement: an array in a literal, both
/// escaped in one pass. REQUIRES: standard_conforming_strings.
class Array {
  public:
    void add(std::int64_t value) {
        char digits[20];
        auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        next().append(digits, end);
    }
    template <class Any>
    void add(std::optional<Any> const& id) {
        id ? add(id->value) : add_null();
    }
    /// Throws soci::postgresql_soci_error where the text has a zero, at which a statement ends.
    void add(std::string_view text) {
        auto& all = next() += '"';
        constexpr std::string_view special{"\"\\'\0", 4};
        for (;;) {
            auto const at = text.find_first_of(special);
            all.append(text.substr(0, at));
            if (at == std::string_view::npos) break;
            if (text[at] == '\0') throw soci::postgresql_soci_error("zero in a text", not_utf8);
            all += text[at] == '\'' ? '\'' : '\\';
            all += text[at];
            text.remove_prefix(at + 1);
        }
        all += '"';
    }
    void add_null() { next() += "NULL"; }

    std::string literal() const { return text_ + "}'"; }

  private:
    std::string& next() {
        if (text_.size() > 2) text_ += ',';
        return text_;
    }
    std::string text_ = "'{";
};

std::string execute(std::string_view statement, std::initializer_list<Array const*> arguments) {
    std::string text{"EXECUTE "};
    text += statement;
    char before = '(';
    for (auto const* argument : arguments) {
        text += before;
        text += argument->literal();
        before = ',';
    }
    return text += ')';
}

std::string messages_text(std::vector<Message> const& messages) {
    Array ids, organizations, chats, seqs, times, kinds, authors, names, client_ids, texts, events,
        redacted, bodies, files;
    for (auto const& it : messages) {
        ids.add(it.id.value);
        organizations.add(it.organization.value);
        chats.add(it.chat.value);
        seqs.add(it.seq);
        times.add(it.at.ms);
        kinds.add(word(it.from_kind));
        authors.add(it.from_id);
        names.add(it.from_name);
        client_ids.add(it.client_id);
        texts.add(it.text.text());
        it.event ? events.add(*it.event) : events.add_null();
        it.redacted ? redacted.add(*it.redacted) : redacted.add_null();
        it.body ? bodies.add(*it.body) : bodies.add_null();
        it.files ? files.add(*it.files) : files.add_null();
    }
    return execute("add_messages",
                   {&ids, &organizations, &chats, &seqs, &times, &kinds, &authors, &names,
                    &client_ids, &texts, &events, &redacted, &bodies, &files});
}

std::string posts_text(std::map<ChatId, Batch::Post> const& posts) {
    Array chats, seqs, unanswered;
    for (auto const& [chat, post] : posts) {
        chats.add(chat.value);
        seqs.add(post.seq);
        post.unanswered_since ? unanswered.add(post.unanswered_since->ms) : unanswered.add_null();
    }
    return execute("save_posts", {&chats, &seqs, &unanswered});
}

}  // namespace

std::string text_of_preparations() {
    // Where a row is looked up for each value of an array, it is said in a way that leaves no other
    // plan than by the index: a plan is made while the tables are small and kept while they grow.
    return "PREPARE scope (TEXT) AS SELECT set_config('parley.organization', $1, TRUE);"
           "PREPARE number_of_transaction AS SELECT pg_current_xact_id();"
           // No row, no node: dividing by their number fails, and with it the transaction (fI07).
           "PREPARE be_alive (BIGINT) AS SELECT 1 / count(*) FROM nodes WHERE id = $1;"
           "PREPARE lock_chats (BIGINT[], BIGINT[]) AS "
           "SELECT id, organization_id, visitor_id, agent_id, state, seq, unanswered_since, "
           "guests, supervised, one_speaker, word, speaker_id "
           "FROM chats WHERE id = ANY ($1) AND organization_id = ANY ($2) "
           "ORDER BY id FOR NO KEY UPDATE;"
           "PREPARE client_ids_after (BIGINT[], BIGINT[]) AS "
           "SELECT known.chat, it.seq, it.from_id, it.client_id "
           "FROM unnest($1, $2) AS known (chat, seq), LATERAL ("
           "SELECT seq, from_id, client_id FROM messages "
           "WHERE chat_id = known.chat AND seq > known.seq ORDER BY seq OFFSET 0) AS it;"
           "PREPARE messages_at (BIGINT[], BIGINT[]) AS "
           "SELECT it.* FROM unnest($1, $2) AS place (chat, seq), LATERAL (" +
           std::string{Messages::columns} +
           " WHERE chat_id = place.chat AND seq = place.seq OFFSET 0) AS it;"
           "PREPARE add_messages (BIGINT[], BIGINT[], BIGINT[], BIGINT[], BIGINT[], TEXT[], "
           "BIGINT[], TEXT[], TEXT[], TEXT[], TEXT[], TEXT[], TEXT[], TEXT[]) AS "
           "INSERT INTO messages (id, organization_id, chat_id, seq, at, from_kind, from_id, "
           "from_name, client_id, text, event, redacted, body, files) "
           "SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, "
           "$13, $14);"
           "PREPARE save_posts (BIGINT[], BIGINT[], BIGINT[]) AS "
           "UPDATE chats SET seq = ($2)[array_position($1, id)], "
           "unanswered_since = ($3)[array_position($1, id)] WHERE id = ANY ($1);"
           "PREPARE lock_log (BIGINT) AS SELECT pg_advisory_xact_lock($1);"
           "PREPARE add_events (BIGINT[], TEXT[], BIGINT[], BIGINT[], BIGINT[], BIGINT[], TEXT[]) "
           "AS INSERT INTO events (at, type, visitor_id, user_id, chat_id, seq, data) "
           "SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7) RETURNING cursor";
}

std::string text_of_scope(OrganizationId organization) {
    return "EXECUTE scope('" + number(organization.value) + "')";
}

std::string text_of_lock(std::map<ChatId, std::int64_t> const& known,
                         std::set<OrganizationId> const& organizations) {
    Array chats, seqs, owners;
    for (auto const& [chat, seq] : known) {
        chats.add(chat.value);
        seqs.add(seq);
    }
    for (auto const organization : organizations) owners.add(organization.value);
    auto text = execute("lock_chats", {&chats, &owners});
    return text + ';' + execute("client_ids_after", {&chats, &seqs});
}

std::string text_of_messages_at(std::vector<MessagePlace> const& places) {
    Array chats, seqs;
    for (auto const& [chat, seq] : places) {
        chats.add(chat.value);
        seqs.add(seq);
    }
    return execute("messages_at", {&chats, &seqs});
}

std::string text_of_batch(Batch const& batch) {
    std::string text;
    if (!batch.messages.empty()) text = messages_text(batch.messages);
    if (!batch.messages.empty() && !batch.posts.empty()) text += ';';
    if (!batch.posts.empty()) text += posts_text(batch.posts);
    return text;
}

std::string text_of_events(std::vector<Emitted*> const& events) {
    Array times, types, visitors, users, chats, seqs, data;
    for (auto const* it : events) {
        times.add(it->at.ms);
        types.add(it->type);
        visitors.add(it->visitor);
        users.add(it->user);
        if (it->place) {
            chats.add(it->place->chat.value);
            seqs.add(it->place->seq);
            data.add_null();
        } else {
            chats.add_null();
            seqs.add_null();
            data.add(it->data);
        }
    }
    return execute("add_events", {&times, &types, &visitors, &users, &chats, &seqs, &data});
}

std::string text_of_search(PGconn* connection, Emitted const& event,
                           std::string const& transaction) {
    auto const is = [](char const* column, std::string const& value) {
        return std::string{" AND "} + column + " IS NOT DISTINCT FROM " + value;
    };
    auto const& place = event.place;
    // Without an index, but of the last few only: the commit was a moment ago.
    return "SELECT count(*) FROM events WHERE cursor > (SELECT max(cursor) FROM events) - 100000 "
           "AND CAST(xmin AS TEXT) = CAST(" +
           transaction + " % 4294967296 AS TEXT)" + is("at", number(event.at.ms)) +
           is("type", quoted(connection, event.type)) + is("visitor_id", number(event.visitor)) +
           is("user_id", number(event.user)) +
           is("chat_id", place ? number(place->chat.value) : "NULL") +
           is("seq", place ? number(place->seq) : "NULL");
}

}  // namespace parley::store::postgresql
