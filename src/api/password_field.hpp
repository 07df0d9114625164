#pragma once
// A password among the parameters of a call: read as any text, described as one, and turned into a
// hash on the password threads before the transaction begins.

#include "api/schema.hpp"
#include "api/strict_json.hpp"
#include "service/administration.hpp"

namespace parley::api {

inline void read(boost::json::value const& from, service::NewPassword& to, Path const& at,
                 Problems& problems) {
    read(from, to.text, at, problems);
}

template <>
struct ShapeOf<service::NewPassword> {
    static Shape make() { return simple(Shape::Form::text); }
};

}  // namespace parley::api
