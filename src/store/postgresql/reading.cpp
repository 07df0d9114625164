// What a connection reads for many operations, or of many messages, in one query.
#include "store/postgresql/connection.hpp"
#include "store/postgresql/texts.hpp"

namespace parley::store::postgresql {

/// Locks the jobs' chats and reads what message.post has to know of them, in two queries. The
/// chats are those of the jobs' own organizations (P17).
std::string Connection::read_ahead(Jobs jobs) {
    std::map<ChatId, std::int64_t> known;
    std::set<OrganizationId> organizations;
    for (auto const& job : jobs) {
        known[job->only_chat()] = tx_->messages.known_of(job->only_chat());
        organizations.insert(job->organization());
    }
    return text_of_lock(known, organizations);
}

void Connection::learn(std::vector<Result> const& results) {
    Rows const chats{results[2]};
    for (int row = 0; row < chats.size(); ++row) {
        PostTarget target{};
        target.organization = {chats.number(row, 1)};
        target.visitor = {chats.number(row, 2)};
        target.agent = chats.maybe<UserId>(row, 3);
        target.state = *from_word<domain::ChatState>(chats.text(row, 4));
        target.seq = chats.number(row, 5);
        target.unanswered_since = chats.maybe<Instant>(row, 6);
        target.guests = chats.number(row, 7);
        target.supervised = chats.number(row, 8);
        target.one_speaker = chats.number(row, 9) != 0;
        target.word = chats.number(row, 10);
        target.speaker = chats.maybe<UserId>(row, 11);
        batch_.targets[{chats.number(row, 0)}] = target;
    }
    Rows const messages{results[3]};
    for (int row = 0; row < messages.size(); ++row) {
        tx_->messages.learn({messages.number(row, 0)}, messages.number(row, 1),
                            {messages.number(row, 2), std::string{messages.text(row, 3)}});
    }
}

std::vector<Event> Connection::events_after(Cursor cursor, std::vector<Cursors> const& but,
                                            std::int64_t limit) {
    auto text = std::string{Events::columns} + " WHERE cursor > " + std::to_string(cursor.value);
    for (auto const& [first, last] : but) {
        text += " AND cursor NOT BETWEEN " + std::to_string(first.value) + " AND " +
                std::to_string(last.value);
    }
    auto const results = execute_all(text + " ORDER BY cursor LIMIT " + std::to_string(limit));
    Rows const rows{results[0]};
    std::vector<Event> events;
    events.reserve(static_cast<std::size_t>(rows.size()));
    for (int row = 0; row < rows.size(); ++row) {
        events.push_back({{rows.number(row, 0)},
                          {rows.number(row, 1)},
                          std::string{rows.text(row, 2)},
                          rows.maybe<VisitorId>(row, 3),
                          rows.maybe<UserId>(row, 4),
                          rows.maybe<ChatId>(row, 5),
                          rows.maybe<std::int64_t>(row, 6),
                          rows.maybe_text(row, 7)});
    }
    return events;
}

std::map<std::pair<ChatId, std::int64_t>, Message> Connection::messages_at(
    std::vector<MessagePlace> const& places) {
    std::map<std::pair<ChatId, std::int64_t>, Message> found;
    if (places.empty()) return found;
    auto const results = execute_all(text_of_messages_at(places));
    Rows const rows{results[0]};
    for (int row = 0; row < rows.size(); ++row) {
        Message message{{rows.number(row, 0)},
                        {rows.number(row, 1)},
                        {rows.number(row, 2)},
                        rows.number(row, 3),
                        {rows.number(row, 4)},
                        *from_word<AuthorKind>(rows.text(row, 5)),
                        rows.number(row, 6),
                        std::string{rows.text(row, 7)},
                        std::string{rows.text(row, 8)},
                        domain::redaction::Maker::make(std::string{rows.text(row, 9)}),
                        rows.maybe_text(row, 10),
                        rows.maybe_text(row, 11),
                        rows.maybe_text(row, 12),
                        rows.maybe_text(row, 13)};
        found.emplace(std::pair{message.chat, message.seq}, std::move(message));
    }
    return found;
}

}  // namespace parley::store::postgresql
