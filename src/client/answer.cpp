#include "client/answer.hpp"

#include <boost/json.hpp>

namespace parley::client {

namespace json = boost::json;

namespace {

[[noreturn]] void missing(std::string_view name, std::string_view kind) {
    throw BadAnswer("the server's answer has no " + std::string{kind} + " \"" + std::string{name} +
                    "\"");
}

}  // namespace

std::string_view text_at(json::object const& object, std::string_view name) {
    auto const* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) missing(name, "text");
    return value->get_string();
}

std::int64_t number_at(json::object const& object, std::string_view name) {
    auto const* value = object.if_contains(name);
    if (value == nullptr || !value->is_int64()) missing(name, "number");
    return value->get_int64();
}

bool flag_at(json::object const& object, std::string_view name) {
    auto const* value = object.if_contains(name);
    if (value == nullptr || !value->is_bool()) missing(name, "flag");
    return value->get_bool();
}

json::object const& object_at(json::object const& object, std::string_view name) {
    auto const* value = object.if_contains(name);
    if (value == nullptr || !value->is_object()) missing(name, "object");
    return value->get_object();
}

json::array const& list_at(json::object const& object, std::string_view name) {
    auto const* value = object.if_contains(name);
    if (value == nullptr || !value->is_array()) missing(name, "list");
    return value->get_array();
}

std::string_view text_or_empty(json::object const& object, std::string_view name) {
    auto const* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string_view{value->get_string()}
                                                  : std::string_view{};
}

Problem problem_from(json::object const& data) {
    Problem problem{std::string{text_at(data, "code")}, std::string{text_or_empty(data, "detail")},
                    0};
    if (problem.detail.empty()) problem.detail = text_or_empty(data, "title");
    if (auto const path = text_or_empty(data, "path"); !path.empty()) {
        problem.detail += " (" + std::string{path} + ")";
    }
    if (auto const* retry = data.if_contains("retry_ms"); retry != nullptr && retry->is_int64()) {
        problem.retry_ms = static_cast<int>(retry->get_int64());
    }
    return problem;
}

bool asks_to_wait(Problem const& problem) {
    return problem.code == "unavailable" || problem.code == "overloaded" ||
           (problem.code == "too_many" && problem.retry_ms > 0);
}

std::string to_words(Problem const& problem) {
    return problem.detail.empty() ? problem.code : problem.code + ": " + problem.detail;
}

}  // namespace parley::client
