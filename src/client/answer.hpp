#pragma once
// What the server says to a call: a result, or the reason why not.

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

namespace parley::client {

/// The server's "no" (problem object of RFC 9457). `code` is a stable word such as too_many.
struct Problem {
    std::string code;
    std::string detail;
    int retry_ms = 0;
};

struct Answer {
    boost::json::object const* result = nullptr;  // valid during the callback; null where refused
    Problem problem;

    explicit operator bool() const { return result != nullptr; }
};

using Done = std::move_only_function<void(Answer const&)>;

/// The server sent something that does not keep the contract. Ends the run: nothing that follows
/// could be trusted.
struct BadAnswer : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Members of an answer; each throws BadAnswer where it is missing or of another type.
std::string_view text_at(boost::json::object const& object, std::string_view name);
std::int64_t number_at(boost::json::object const& object, std::string_view name);
bool flag_at(boost::json::object const& object, std::string_view name);
boost::json::object const& object_at(boost::json::object const& object, std::string_view name);
boost::json::array const& list_at(boost::json::object const& object, std::string_view name);
/// Empty where the member is left out.
std::string_view text_or_empty(boost::json::object const& object, std::string_view name);

Problem problem_from(boost::json::object const& data);

/// A "no" that only asks for patience: the same call may be made again after retry_ms.
bool asks_to_wait(Problem const& problem);

/// Words for people: "too_many: at most 5 chats an hour".
std::string to_words(Problem const& problem);

}  // namespace parley::client
