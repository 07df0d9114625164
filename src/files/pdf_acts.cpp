// What a PDF may do by itself is named in its objects: in the clear, or in streams of objects that
// are compressed.

#include <algorithm>
#include <array>
#include <string>

#include <zlib.h>

#include "files/decoding.hpp"
#include "files/readers.hpp"

namespace parley::files {

namespace {

constexpr std::size_t unpacked_max = std::size_t{16} << 20;  // of one stream
constexpr std::size_t dictionary_bytes = 1024;               // looked at before a stream

/// #4a in a name is the letter J.
std::string plain_names(std::string_view pdf) {
    std::string out;
    out.reserve(pdf.size());
    for (std::size_t i = 0; i < pdf.size(); ++i) {
        if (pdf[i] == '#' && i + 2 < pdf.size() && hex_value(pdf[i + 1]) >= 0 &&
            hex_value(pdf[i + 2]) >= 0) {
            out += static_cast<char>(hex_value(pdf[i + 1]) * 16 + hex_value(pdf[i + 2]));
            i += 2;
        } else {
            out += pdf[i];
        }
    }
    return out;
}

bool ends_name(char c) {
    return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
}

bool names_an_act(std::string_view objects) {
    constexpr std::array<std::string_view, 6> acts{"/JavaScript",    "/JS",        "/Launch",
                                                   "/EmbeddedFiles", "/RichMedia", "/EmbeddedFile"};
    return std::ranges::any_of(acts, [&](std::string_view act) {
        for (auto at = objects.find(act); at != objects.npos; at = objects.find(act, at + 1)) {
            auto const end = at + act.size();
            if (end == objects.size() || ends_name(objects[end])) return true;
        }
        return false;
    });
}

/// As much as can be unpacked.
std::string inflated(std::string_view packed) {
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return {};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string out;
    std::array<char, 64 * 1024> piece;
    int status = Z_OK;
    while (status == Z_OK && out.size() < unpacked_max) {
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        status = inflate(&stream, Z_NO_FLUSH);
        out.append(piece.data(), piece.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    return out;
}

}  // namespace

bool may_act(std::string_view pdf) {
    if (names_an_act(plain_names(pdf))) return true;
    constexpr std::string_view begin = "stream";
    for (auto at = pdf.find(begin); at != pdf.npos; at = pdf.find(begin, at + 1)) {
        auto const from = at - std::min(at, dictionary_bytes);
        if (!plain_names(pdf.substr(from, at - from)).contains("/ObjStm")) continue;
        auto data = pdf.substr(at + begin.size());
        while (data.starts_with('\r') || data.starts_with('\n')) data.remove_prefix(1);
        if (names_an_act(plain_names(inflated(data)))) return true;
    }
    return false;
}

}  // namespace parley::files
