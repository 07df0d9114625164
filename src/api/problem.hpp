#pragma once
// A refusal as clients see it: RFC 9457, the same object over HTTP and as `error.data` of JSON-RPC.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>
#include <boost/json/object.hpp>

#include "base/refusal.hpp"

namespace parley {
BOOST_DESCRIBE_STRUCT(FieldProblem, (), (path, detail))
}  // namespace parley

namespace parley::api {

struct Problem {
    std::int64_t status;
    std::string code;  // the stable word
    std::string title;
    std::string detail;
    std::optional<std::string> path;
    std::optional<std::vector<FieldProblem>> problems;
    std::optional<std::int64_t> retry_ms;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (status, code, title, detail, path, problems, retry_ms))

/// The problem object as JSON.
std::string problem_json(Refused const& refused);

/// A JSON-RPC answer with an error. `id` is JSON text ("null" where the call had none that could be
/// read). `number` is JSON-RPC's own for malformed calls; refusals have the one of rpc_number().
std::string rpc_error(std::string_view id, int number, Refused const& refused);
std::string rpc_error(std::string_view id, Refused const& refused);
std::string rpc_result(std::string_view id, std::string_view result);

/// The id of a call as JSON text, empty for a notification. Refuses invalid where it is neither a
/// string nor a whole number, or long.
std::string rpc_id(boost::json::object const& call);

inline constexpr int rpc_parse_error = -32700;
inline constexpr int rpc_invalid_request = -32600;
inline constexpr int rpc_method_not_found = -32601;
inline constexpr int rpc_invalid_params = -32602;
inline constexpr int rpc_refused = -32000;

}  // namespace parley::api
