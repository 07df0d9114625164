#include "domain/redaction/digits.hpp"

#include <algorithm>

namespace parley::domain::redaction {

Digits::Digits(View const& view) {
    auto const most = static_cast<std::size_t>(
        std::ranges::count_if(view, [](Item const& item) { return item.digit >= 0; }));
    values_.reserve(most);
    items_.reserve(most);
    group_of_.reserve(most);
    even_.reserve(most + 1);
    odd_.reserve(most + 1);
    even_.push_back(0);
    odd_.push_back(0);
    int separators = separators_max + 1;  // since the last digit
    for (std::uint32_t i = 0; i < view.size(); ++i) {
        auto const& item = view[i];
        switch (item.cls) {
            case Class::ignorable:
                continue;
            case Class::letter:
                separators = separators_max + 1;
                continue;
            case Class::separator:
                ++separators;
                continue;
            case Class::digit:
                break;
        }
        auto const at = static_cast<std::uint32_t>(values_.size());
        if (separators > 0) {
            if (separators > separators_max) {
                auto const next = static_cast<std::uint32_t>(groups_.size());
                chains_.push_back({next, next});
            }
            groups_.push_back({at, at});
            ++chains_.back().end;
        }
        separators = 0;
        groups_.back().end = at + 1;
        auto const value = static_cast<std::uint32_t>(item.digit);
        auto const doubled = value < 5 ? value * 2 : value * 2 - 9;
        values_.push_back(static_cast<std::uint8_t>(value));
        items_.push_back(i);
        group_of_.push_back(static_cast<std::uint32_t>(groups_.size() - 1));
        even_.push_back(even_.back() + (at % 2 == 0 ? value : doubled));
        odd_.push_back(odd_.back() + (at % 2 == 0 ? doubled : value));
    }
}

bool Digits::all_same(std::uint32_t begin, std::uint32_t end) const {
    return std::all_of(values_.begin() + begin, values_.begin() + end,
                       [&](std::uint8_t value) { return value == values_[begin]; });
}

}  // namespace parley::domain::redaction
