#include "net/http_range.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace parley::net {

namespace {

constexpr std::ptrdiff_t ranges_max = 4;

struct Span {
    std::size_t first;
    std::size_t last;
};

std::optional<std::size_t> number_in(std::string_view text) {
    std::size_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::result_out_of_range) number = SIZE_MAX;
    bool const is_one = error == std::errc{} || error == std::errc::result_out_of_range;
    if (text.empty() || !is_one || end != text.data() + text.size()) return {};
    return number;
}

/// "5-9", "5-" or "-5" of so many bytes. Nothing where there is no such part.
std::optional<Span> span_in(std::string_view text, std::size_t size) {
    auto const dash = text.find('-');
    if (dash == std::string_view::npos || size == 0) return {};
    auto const first = number_in(text.substr(0, dash));
    auto const last = number_in(text.substr(dash + 1));
    if (!first) {
        if (dash != 0 || !last || *last == 0) return {};
        return Span{size - std::min(size, *last), size - 1};
    }
    bool const to_the_end = dash + 1 == text.size();
    if ((!last && !to_the_end) || *first >= size || (last && *last < *first)) return {};
    return Span{*first, std::min(last.value_or(size - 1), size - 1)};
}

Answer no_such_part(std::size_t size) {
    auto answer = problem(416, "There is no such part.");
    answer.add("Content-Range", "bytes */" + std::to_string(size));
    return answer;
}

}  // namespace

Answer part_of(Answer whole, Request const& request) {
    if (whole.status != 200) return whole;
    whole.add("Accept-Ranges", "bytes");
    constexpr std::string_view unit = "bytes=";
    // No file has a validator, so whoever names one has another file.
    if (!request.range.starts_with(unit) || !request.if_range.empty()) return whole;
    auto const ranges = request.range.substr(unit.size());
    auto const commas = std::ranges::count(ranges, ',');
    auto const size = whole.body.size();
    if (commas >= ranges_max) return no_such_part(size);
    if (commas > 0) return whole;
    auto const span = span_in(ranges, size);
    if (!span) return no_such_part(size);
    whole.status = 206;
    whole.add("Content-Range", "bytes " + std::to_string(span->first) + "-" +
                                   std::to_string(span->last) + "/" + std::to_string(size));
    whole.body = whole.body.substr(span->first, span->last - span->first + 1);
    return whole;
}

}  // namespace parley::net
