#pragma once
// Pages of rows that are numbered within their chat by `place`.

#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "base/refusal.hpp"

namespace parley::service {

/// The place behind which a page begins, 0 for the first. Refuses invalid at `/after`.
inline std::int64_t place_after(std::optional<std::string> const& text) {
    if (!text) return 0;
    std::int64_t place = 0;
    auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), place);
    if (error != std::errc{} || end != text->data() + text->size() || place < 1) {
        throw invalid("/after", "this is not the `next` of a page");
    }
    return place;
}

/// Fills the page from rows of which there is one more than fits, if there are more.
template <class Page, class Row, class View>
Page page_of(std::vector<Row> const& rows, std::int64_t limit, View view) {
    Page page;
    for (auto const& row : rows) {
        if (std::ssize(page.items) == limit) {
            page.next = std::to_string(rows[static_cast<std::size_t>(limit) - 1].place);
            break;
        }
        page.items.push_back(view(row));
    }
    return page;
}

}  // namespace parley::service
