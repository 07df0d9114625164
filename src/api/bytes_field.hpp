#pragma once
// Bytes among the parameters of a call: as base64 in JSON (RFC 4648, 4). What is in a file is
// looked through before anybody gets it (service/file_checks.hpp), and not here.

#include "api/schema.hpp"
#include "api/strict_json.hpp"
#include "base/base64.hpp"
#include "service/files.hpp"

namespace parley::api {

inline void read(boost::json::value const& from, service::FileBytes& to, Path const& at,
                 Problems& problems) {
    auto const* text = from.if_string();
    auto bytes = text ? from_base64({text->data(), text->size()}) : std::nullopt;
    if (!bytes) return add_problem(problems, at, "must be base64, with its padding");
    to.bytes = std::move(*bytes);
}

template <>
struct ShapeOf<service::FileBytes> {
    static Shape make() { return simple(Shape::Form::text); }
};

}  // namespace parley::api
