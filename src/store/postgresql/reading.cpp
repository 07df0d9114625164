// What a connection reads for many operations, or of many messages, in one query.
#include "store/postgresql/connection.hpp"

namespace parley::store::postgresql {

/// Locks the jobs' chats and reads what message.post has to know of them, in two queries. The
/// chats are those of the jobs' own organizations (P17).
std::string Connection::read_ahead(Jobs jobs) {
    std::map<ChatId, OrganizationId> chats;
    for (auto const& job : jobs) chats[job->only_chat()] = job->organization();
    std::string own;
    std::string known;
    for (auto const& [chat, organization] : chats) {
        auto const comma = own.empty() ? "" : ",";
        auto const id = std::to_string(chat.value);
        own += comma + ("(" + id) + "," + std::to_string(organization.value) + ")";
        known += comma + ("(" + id) + "," + std::to_string(tx_->messages.known_of(chat)) + ")";
    }
    return "SELECT id, organization_id, visitor_id, agent_id, state, seq, unanswered_since "
           "FROM chats WHERE (id, organization_id) IN (" +
           own +
           ") ORDER BY id FOR NO KEY UPDATE;"
           "SELECT messages.chat_id, messages.seq, messages.from_id, messages.client_id "
           "FROM (VALUES " +
           known +
           ") AS known (chat, seq) JOIN messages ON messages.chat_id = known.chat "
           "AND messages.seq > known.seq ORDER BY messages.chat_id, messages.seq;";
}

void Connection::learn(std::vector<Result> const& results) {
    auto const number = [](PGresult* rows, int row, int column) {
        return std::stoll(PQgetvalue(rows, row, column));
    };
    auto* const chats = results[2].get();
    for (int row = 0; row < PQntuples(chats); ++row) {
        PostTarget target{};
        target.organization = {number(chats, row, 1)};
        target.visitor = {number(chats, row, 2)};
        if (!PQgetisnull(chats, row, 3)) target.agent = UserId{number(chats, row, 3)};
        target.state = *from_word<domain::ChatState>(PQgetvalue(chats, row, 4));
        target.seq = number(chats, row, 5);
        if (!PQgetisnull(chats, row, 6)) target.unanswered_since = Instant{number(chats, row, 6)};
        batch_.targets[{number(chats, row, 0)}] = target;
    }
    auto* const messages = results[3].get();
    for (int row = 0; row < PQntuples(messages); ++row) {
        tx_->messages.learn({number(messages, row, 0)}, number(messages, row, 1),
                            {number(messages, row, 2), PQgetvalue(messages, row, 3)});
    }
}

std::map<std::pair<ChatId, std::int64_t>, Message> Connection::messages_at(
    std::vector<MessagePlace> const& places) {
    std::map<std::pair<ChatId, std::int64_t>, Message> found;
    if (places.empty()) return found;
    auto text = std::string{Messages::columns} + " WHERE (chat_id, seq) IN (";
    for (auto const& [chat, seq] : places) {
        text += (text.back() == '(' ? "(" : ",(") + std::to_string(chat.value) + "," +
                std::to_string(seq) + ")";
    }
    auto const results = execute_all(text + ")");
    auto* const rows = results[0].get();
    for (int row = 0; row < PQntuples(rows); ++row) {
        auto const number = [&](int column) { return std::stoll(PQgetvalue(rows, row, column)); };
        Message message{{number(0)},
                        {number(1)},
                        {number(2)},
                        number(3),
                        {number(4)},
                        *from_word<AuthorKind>(PQgetvalue(rows, row, 5)),
                        number(6),
                        PQgetvalue(rows, row, 7),
                        PQgetvalue(rows, row, 8),
                        PQgetvalue(rows, row, 9),
                        {}};
        if (!PQgetisnull(rows, row, 10)) message.event = PQgetvalue(rows, row, 10);
        found.emplace(std::pair{message.chat, message.seq}, std::move(message));
    }
    return found;
}

}  // namespace parley::store::postgresql
