#include "api/problem.hpp"

#include <boost/json.hpp>

#include "base/json.hpp"

namespace parley::api {

std::string problem_json(Refused const& refused) {
    Problem problem{http_status(refused.code),
                    std::string{code_word(refused.code)},
                    std::string{code_title(refused.code)},
                    refused.detail.empty() ? std::string{code_title(refused.code)} : refused.detail,
                    {},
                    {},
                    {}};
    if (!refused.path.empty()) problem.path = refused.path;
    if (!refused.problems.empty()) problem.problems = refused.problems;
    if (refused.retry_ms > 0) problem.retry_ms = refused.retry_ms;
    return to_json(problem);
}

std::string rpc_id(boost::json::object const& call) {
    constexpr std::size_t id_bytes_max = 64;
    auto const* id = call.if_contains("id");
    if (!id) return {};
    if (!id->is_string() && !id->is_int64() && !id->is_uint64()) {
        throw invalid("/id", "must be a string or a whole number");
    }
    auto text = boost::json::serialize(*id);
    if (text.size() > id_bytes_max) throw invalid("/id", "must be shorter");
    return text;
}

std::string rpc_error(std::string_view id, int number, Refused const& refused) {
    std::string text = R"({"jsonrpc":"2.0","id":)";
    text.append(id).append(R"(,"error":{"code":)").append(std::to_string(number));
    text += R"(,"message":)";
    write_json_string(text, code_title(refused.code));
    return text + R"(,"data":)" + problem_json(refused) + "}}";
}

std::string rpc_error(std::string_view id, Refused const& refused) {
    return rpc_error(id, refused.code == Code::invalid ? rpc_invalid_params : rpc_refused, refused);
}

std::string rpc_result(std::string_view id, std::string_view result) {
    std::string text;
    text.reserve(40 + id.size() + result.size());
    return text.append(R"({"jsonrpc":"2.0","id":)")
        .append(id)
        .append(R"(,"result":)")
        .append(result)
        .append("}");
}

}  // namespace parley::api
