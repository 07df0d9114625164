#include "base/ids.hpp"

#include <algorithm>

namespace parley {

namespace {
constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr int letters_per_id = 13;
}  // namespace

std::string encode_id(std::string_view prefix, std::int64_t value) {
    std::string text;
    text.reserve(prefix.size() + 1 + letters_per_id);
    text.append(prefix).push_back('_');
    auto const bits = static_cast<std::uint64_t>(value);
    for (int place = letters_per_id - 1; place >= 0; --place) {
        text.push_back(letters[(bits >> (5 * place)) & 31]);
    }
    return text;
}

std::optional<std::int64_t> decode_id(std::string_view prefix, std::string_view text) {
    if (text.size() != prefix.size() + 1 + letters_per_id || !text.starts_with(prefix) ||
        text[prefix.size()] != '_') {
        return std::nullopt;
    }
    std::uint64_t bits = 0;
    for (char letter : text.substr(prefix.size() + 1)) {
        auto const digit = letters.find(letter);
        if (digit == std::string_view::npos || bits >> 58 != 0) return std::nullopt;
        bits = bits << 5 | digit;
    }
    if (bits == 0 || bits >> 63 != 0) return std::nullopt;
    return static_cast<std::int64_t>(bits);
}

std::int64_t IdMaker::next() {
    std::scoped_lock const lock{mutex_};
    auto const fresh = clock_.now().ms << counter_bits |
                       static_cast<std::int64_t>(random_() >> (64 - counter_bits + 1));
    last_ = std::max(fresh, last_ + 1);
    return last_;
}

}  // namespace parley
