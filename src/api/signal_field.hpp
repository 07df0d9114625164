#pragma once
// What browsers tell each other, among the parameters of a call. For programs alone and kept
// nowhere, so that it does not go through the redactor: addresses and fingerprints look like all
// sorts of numbers.

#include "api/schema.hpp"
#include "api/strict_json.hpp"
#include "service/sharing.hpp"

namespace parley::api {

inline void read(boost::json::value const& from, service::Signal& to, Path const& at,
                 Problems& problems) {
    read(from, to.text, at, problems);
}

template <>
struct ShapeOf<service::Signal> {
    static Shape make() { return simple(Shape::Form::text); }
};

}  // namespace parley::api
