#include "store/postgresql/texts.hpp"

#include <memory>

#include <soci/postgresql/soci-postgresql.h>

#include "base/json.hpp"

namespace parley::store::postgresql {

std::string quoted(PGconn* connection, std::string_view text) {
    std::unique_ptr<char, void (*)(void*)> const literal{
        PQescapeLiteral(connection, text.data(), text.size()), PQfreemem};
    constexpr auto not_utf8 = "22021";
    if (!literal) throw soci::postgresql_soci_error(PQerrorMessage(connection), not_utf8);
    return literal.get();
}

namespace {

std::string number(std::int64_t value) { return std::to_string(value); }

template <class Any>
std::string number(std::optional<Any> const& id) {
    return id ? number(id->value) : "NULL";
}

/// Rows in brackets, between commas.
template <class Rows, class Write>
std::string rows(Rows const& all, Write write) {
    std::string text;
    for (auto const& each : all) {
        text += text.empty() ? "(" : ",(";
        write(text, each);
        text += ')';
    }
    return text;
}

std::string messages_text(PGconn* connection, std::vector<Message> const& messages) {
    return "INSERT INTO messages (id, organization_id, chat_id, seq, at, from_kind, from_id, "
           "from_name, client_id, text, event) VALUES " +
           rows(messages, [&](std::string& text, Message const& it) {
               text += number(it.id.value) + ',' + number(it.organization.value) + ',' +
                       number(it.chat.value) + ',' + number(it.seq) + ',' + number(it.at.ms) +
                       ",'" + std::string{word(it.from_kind)} + "'," + number(it.from_id) + ',' +
                       quoted(connection, it.from_name) + ',' + quoted(connection, it.client_id) +
                       ',' + quoted(connection, it.text) + ',' +
                       (it.event ? quoted(connection, *it.event) : "NULL");
           });
}

std::string posts_text(std::map<ChatId, Batch::Post> const& posts) {
    return "UPDATE chats SET seq = post.seq, unanswered_since = post.unanswered FROM (VALUES " +
           rows(posts,
                [](std::string& text, auto const& it) {
                    auto const& [chat, post] = it;
                    auto const unanswered =
                        post.unanswered_since ? number(post.unanswered_since->ms) : "NULL";
                    text += number(chat.value) + ',' + number(post.seq) + ",CAST(" + unanswered +
                            " AS BIGINT)";
                }) +
           ") AS post (id, seq, unanswered) WHERE chats.id = post.id";
}

}  // namespace

std::string text_of_batch(PGconn* connection, Batch const& batch) {
    std::string text;
    if (!batch.messages.empty()) text = messages_text(connection, batch.messages);
    if (!batch.messages.empty() && !batch.posts.empty()) text += ';';
    if (!batch.posts.empty()) text += posts_text(batch.posts);
    return text;
}

std::string text_of_events(PGconn* connection, std::vector<Emitted*> const& events) {
    return "INSERT INTO events (at, type, visitor_id, user_id, chat_id, seq, data) VALUES " +
           rows(events,
                [&](std::string& text, Emitted const* it) {
                    text += number(it->at.ms) + ',' + quoted(connection, it->type) + ',' +
                            number(it->visitor) + ',' + number(it->user) + ',';
                    text += it->place ? number(it->place->chat.value) + ',' +
                                            number(it->place->seq) + ",NULL"
                                      : "NULL,NULL," + quoted(connection, it->data);
                }) +
           " RETURNING cursor";
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
