#pragma once
// A refusal is an expected "no" to a caller: bad input, missing right, a chat that has ended. It is
// thrown by operations, undoes their transaction and reaches the caller as a problem object (RFC
// 9457).

#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// Every way to say no. The word that clients see is code_word(); it never changes.
enum class Code {
    invalid,          // a parameter breaks a rule; `path` names it
    unauthenticated,  // no sign-in, or one that has ended
    bad_credentials,  // wrong name or password
    forbidden,        // signed in, but without the right
    not_found,        // no such thing, or not one that this caller may know of
    conflict,         // the same id was used for something else
    too_large,
    too_many,     // a rate limit; try again after retry_ms
    overloaded,   // the server sheds load; try again after retry_ms
    unavailable,  // shutting down, or storage does not answer
    offer_gone,   // the offer was taken, declined, withdrawn or has run out
    chat_ended,
    chat_not_active,  // nobody has accepted the chat yet, so this cannot be done
    at_capacity,      // the agent has as many chats as allowed
    queue_closed,
    storage_full,
    agent_gone,        // the agent is not signed in
    in_use,            // something else still needs it; `path` names it
    last_one,          // there has to be at least one
    chat_taken,        // somebody else has the chat, or is asked to take it
    no_agent,          // nobody is there to take a chat
    hidden_by_status,  // until the agent is in another one (V16)
    chats_open,        // chats or offers are in the way of signing out
    word_elsewhere,    // somebody else may write to the customer now (N6)
    said_meanwhile,    // a colleague has written to the customer since
    personal_data,     // a text has a number that must not be sent (W8); `path` names it
};

std::string_view code_word(Code code);
/// One short sentence in English for people who read the API's answers.
std::string_view code_title(Code code);
/// The status with which HTTP carries the code.
int http_status(Code code);

/// One bad parameter among several.
struct FieldProblem {
    std::string path;  // JSON Pointer
    std::string detail;
};

struct Refused : std::exception {
    explicit Refused(Code why, std::string what_happened = {}, std::string where = {})
        : code(why), detail(std::move(what_happened)), path(std::move(where)) {
        // Not the caller's fault: told when to come back, as everybody who is turned away (P13).
        if (code == Code::overloaded || code == Code::unavailable) retry_ms = 1000;
    }
    char const* what() const noexcept override { return detail.c_str(); }

    Code code;
    std::string detail;                  // for people; never a secret or a message's text
    std::string path;                    // JSON Pointer to the bad parameter, or empty
    int retry_ms = 0;                    // when to try again, 0 where it makes no sense
    std::vector<FieldProblem> problems;  // all bad parameters, where the reader found several
};

/// A Refused{Code::invalid} for the parameter `path` points to.
Refused invalid(std::string path, std::string rule);
Refused too_many(int retry_ms, std::string detail);

}  // namespace parley
