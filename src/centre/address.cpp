// Addresses of the support centre, and what browsers send with them.
#include <algorithm>

#include "base/text.hpp"
#include "centre/html.hpp"
#include "centre/pages.hpp"

namespace parley::centre {

namespace {

constexpr std::size_t fields_max = 20;

std::optional<int> hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

/// application/x-www-form-urlencoded (URL standard, 5.1).
std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const high = text[i] == '%' && i + 2 < text.size() ? hex(text[i + 1]) : std::nullopt;
        auto const low = high ? hex(text[i + 2]) : std::nullopt;
        if (high && low) {
            out += static_cast<char>(*high << 4 | *low);
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

std::vector<std::string> segments(std::string_view path) {
    std::vector<std::string> all;
    for (std::size_t from = 1; from < path.size();) {
        auto const to = std::min(path.find('/', from), path.size());
        all.emplace_back(path.substr(from, to - from));
        from = to + 1;
    }
    return all;
}

}  // namespace

Language preferred(std::string_view accept) {
    // The first of ours that is named with the highest weight; browsers name them in that order.
    auto language = Language::en;
    double best = 0;
    while (!accept.empty()) {
        auto const end = std::min(accept.find(','), accept.size());
        auto one = accept.substr(0, end);
        accept.remove_prefix(std::min(end + 1, accept.size()));
        while (one.starts_with(' ')) one.remove_prefix(1);
        bool const german = one.starts_with("de");
        if (!german && !one.starts_with("en")) continue;
        double weight = 1;
        if (auto const q = one.find(";q="); q != one.npos) {
            auto const digits = one.substr(q + 3);
            weight = digits.starts_with('1') ? 1 : 0;
            if (digits.starts_with("0.") && digits.size() > 2 && digits[2] >= '0' &&
                digits[2] <= '9') {
                weight = (digits[2] - '0') / 10.0;
            }
        }
        if (weight <= best) continue;
        best = weight;
        language = german ? Language::de : Language::en;
    }
    return language;
}

std::optional<Place> read_place(std::string_view path) {
    auto all = segments(path);
    if (all.empty() || (all[0] != "en" && all[0] != "de")) return std::nullopt;
    Place place;
    place.language = all[0] == "de" ? Language::de : Language::en;
    std::size_t behind = 1;
    if (all.size() > 2 && all[1] == "of") {
        place.organization = all[2];
        behind = 3;
    }
    place.path.assign(all.begin() + static_cast<std::ptrdiff_t>(behind), all.end());
    return place;
}

std::string root_of(Place const& place) {
    auto root = "/" + std::string{words_in(place.language).language};
    return place.organization ? root + "/of/" + percent_encoded(*place.organization) : root;
}

std::string address_of(Place const& place) {
    auto address = root_of(place);
    for (auto const& segment : place.path) address += '/' + percent_encoded(segment);
    return address;
}

std::optional<ArticleId> article_of(Place const& place) {
    if (place.path.size() != 2 || place.path[0] != "articles") return std::nullopt;
    auto const& name = place.path[1];
    return id_from_text<ArticleTag>(name.substr(0, name.find('-')));
}

std::optional<Form> read_form(std::string_view written) {
    Form fields;
    for (std::size_t count = 0; !written.empty(); ++count) {
        if (count == fields_max) return std::nullopt;
        auto const end = std::min(written.find('&'), written.size());
        auto const one = written.substr(0, end);
        written.remove_prefix(std::min(end + 1, written.size()));
        auto const equals = std::min(one.find('='), one.size());
        auto const name = decoded(one.substr(0, equals));
        auto const value = decoded(one.substr(std::min(equals + 1, one.size())));
        if (!is_utf8(name) || !is_utf8(value) || value.find('\0') != value.npos) {
            return std::nullopt;
        }
        fields.try_emplace(name, value);
    }
    return fields;
}

}  // namespace parley::centre
