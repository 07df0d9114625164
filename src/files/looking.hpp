#pragma once
// A look into a file with the tests' own program as the child.

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "files/inspector.hpp"
#include "files/text_watch.hpp"

namespace parley::files::test {

inline Inspector inspector(std::string const& how = "look-into",
                           milliseconds wait_max = seconds{60}) {
    return Inspector{{"/proc/self/exe", {how}}, wait_max};
}

inline domain::FileType const& type_of(std::string_view extension) {
    auto const* type = domain::file_type("name." + std::string{extension});
    EXPECT_NE(type, nullptr) << extension;
    return *type;
}

struct Found {
    Looked looked;
    std::string text;
    bool card = false;
};

inline Found look(std::string_view bytes, std::string_view extension,
                  Inspector const& with = inspector(),
                  PictureText of_pictures = PictureText::ignored) {
    Found found;
    TextWatch watch{{}};
    found.looked = with.look_into(
        bytes, type_of(extension),
        [&](std::string_view piece) {
            found.text += piece;
            watch.add(piece);
        },
        {}, of_pictures);
    found.card = watch.found();
    return found;
}

/// "fine", "later", or why it is refused.
inline std::string verdict(Looked const& looked) {
    using enum domain::FileRefusal;
    if (looked.what == Looked::What::fine) return "fine";
    if (looked.what == Looked::What::later) return "later";
    switch (looked.reason) {
        case type:
            return "type";
        case broken:
            return "broken";
        case too_large:
            return "too_large";
        case unreadable:
            return "unreadable";
        default:
            return "of the parent";
    }
}

inline std::string verdict(std::string_view bytes, std::string_view extension) {
    return verdict(look(bytes, extension).looked);
}

}  // namespace parley::files::test
