#include "base/refusal.hpp"

#include "base/codes.hpp"

namespace parley {

namespace {
struct Row {
    Code code;
    std::string_view word;
    int status;
    std::string_view title;
};
constexpr Row rows[] = {
    {Code::invalid, "invalid", 422, "A parameter is not valid"},
    {Code::unauthenticated, "unauthenticated", 401, "Sign in first"},
    {Code::bad_credentials, "bad_credentials", 401, "The name or the password is wrong"},
    {Code::forbidden, "forbidden", 403, "You do not have the right to do this"},
    {Code::not_found, "not_found", 404, "There is no such thing"},
    {Code::conflict, "conflict", 409, "That is in conflict with what there is"},
    {Code::too_large, "too_large", 413, "That is too large"},
    {Code::too_many, "too_many", 429, "Too many in a short time"},
    {Code::overloaded, "overloaded", 503, "The server is busy; try again"},
    {Code::unavailable, "unavailable", 503, "The server is not available; try again"},
    {Code::offer_gone, "offer_gone", 409, "The offer is no longer open"},
    {Code::chat_ended, "chat_ended", 409, "The chat has ended"},
    {Code::chat_not_active, "chat_not_active", 409, "The chat has not been accepted yet"},
    {Code::at_capacity, "at_capacity", 409, "The agent has as many chats as allowed"},
    {Code::queue_closed, "queue_closed", 409, "The queue is closed"},
    {Code::storage_full, "storage_full", 507, "The server's disk is full"},
    {Code::agent_gone, "agent_gone", 409, "The agent is not signed in"},
    {Code::in_use, "in_use", 409, "It is still in use"},
    {Code::last_one, "last_one", 409, "There has to be at least one"},
    {Code::chat_taken, "chat_taken", 409, "Somebody else has the chat"},
    {Code::no_agent, "no_agent", 409, "Nobody is there to chat"},
    {Code::hidden_by_status, "hidden_by_status", 403, "Your status hides this from you"},
    {Code::chats_open, "chats_open", 409, "First end the chats that are open"},
    {Code::word_elsewhere, "word_elsewhere", 409, "Somebody else has the word"},
    {Code::said_meanwhile, "said_meanwhile", 409, "A colleague has written meanwhile"},
    {Code::personal_data, "personal_data", 422, "There is a number in it that must not be sent"},
};
Row const& row(Code code) { return rows[static_cast<int>(code)]; }
}  // namespace

std::string_view code_word(Code code) { return row(code).word; }
std::string_view code_title(Code code) { return row(code).title; }
int http_status(Code code) { return row(code).status; }

std::vector<std::string_view> code_words() {
    std::vector<std::string_view> words;
    for (auto const& one : rows) words.push_back(one.word);
    return words;
}

Refused invalid(std::string path, std::string rule) {
    return Refused{Code::invalid, std::move(rule), std::move(path)};
}

Refused too_many(int retry_ms, std::string detail) {
    Refused refused{Code::too_many, std::move(detail)};
    refused.retry_ms = retry_ms;
    return refused;
}

}  // namespace parley
