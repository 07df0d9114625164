#pragma once
// A text that is said in a chat, among the parameters of a call: read and described as any text.

#include "api/schema.hpp"
#include "api/strict_json.hpp"
#include "service/said.hpp"

namespace parley::api {

inline void read(boost::json::value const& from, service::Said& to, Path const& at,
                 Problems& problems) {
    std::string text;
    read(from, text, at, problems);
    to = std::move(text);
}

inline void read(boost::json::value const& from, service::SaidBody& to, Path const& at,
                 Problems& problems) {
    domain::RichText tree;
    read(from, tree, at, problems);
    to = service::SaidBody{std::move(tree)};
}

template <>
struct ShapeOf<service::SaidBody> : ShapeOf<domain::RichText> {};

template <>
struct ShapeOf<service::Said> {
    static Shape make() { return simple(Shape::Form::text); }
};

}  // namespace parley::api
