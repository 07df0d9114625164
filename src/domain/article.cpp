#include "domain/article.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <boost/json.hpp>

#include "base/ensure.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "domain/search.hpp"

namespace parley::domain {

namespace {

namespace json = boost::json;

constexpr std::int64_t title_weight = 10;
constexpr std::int64_t heading_weight = 4;
constexpr std::int64_t text_weight = 1;
constexpr std::int64_t most_of_text = 5;  // a word that is everywhere in it says no more
constexpr std::size_t words_max = 4000;
constexpr std::size_t slug_max = 60;
constexpr std::size_t short_word = 3;
constexpr std::size_t long_word = 5;

/// ASCII by which the letters of European languages are written where they are not there.
std::string_view spelled(char32_t letter) {
    switch (letter) {
        case U'ä':
        case U'æ':
            return "ae";
        case U'ö':
        case U'œ':
            return "oe";
        case U'ü':
            return "ue";
        case U'ß':
            return "ss";
        default:
            return {};
    }
}

/// Of valid UTF-8.
std::u32string letters_of(std::string_view text) {
    std::u32string all;
    for (std::size_t at = 0; at < text.size();) {
        auto const first = static_cast<unsigned char>(text[at]);
        std::size_t const bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        auto letter = static_cast<char32_t>(bytes == 1 ? first : first & (0xFFu >> (bytes + 1)));
        for (std::size_t i = 1; i < bytes && at + i < text.size(); ++i) {
            letter = (letter << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
        }
        all += letter;
        at += bytes;
    }
    return all;
}

}  // namespace

std::string to_json(std::vector<ArticleSection> const& sections) {
    std::string out = "[";
    for (auto const& [heading, body] : sections) {
        if (out.size() > 1) out += ',';
        out += R"({"heading":)";
        out += json::serialize(json::value(heading));
        out += R"(,"body":)";
        out += to_json(body);
        out += '}';
    }
    return out += ']';
}

std::vector<ArticleSection> stored_sections(std::string_view text) {
    std::vector<ArticleSection> sections;
    auto const parsed = json::parse({text.data(), text.size()});
    for (auto const& one : parsed.as_array()) {
        auto const& heading = one.at("heading").as_string();
        sections.push_back(
            {{heading.data(), heading.size()}, read_rich_text(one.at("body"), "/body")});
    }
    return sections;
}

std::vector<ArticleWord> article_words(std::string_view title, std::string_view summary,
                                       std::vector<ArticleSection> const& sections) {
    std::map<std::string, std::int64_t> weights;
    std::map<std::string, std::int64_t> in_text;
    auto const once = [&](std::string_view text, std::int64_t weight) {
        for (auto& word : search_words(text)) {
            auto& known = weights[word];
            known = std::max(known, weight);
        }
    };
    once(title, title_weight);
    once(summary, heading_weight);
    for (auto const& section : sections) {
        once(section.heading, heading_weight);
        for (auto& word : search_words(plain_text(section.body))) {
            if (in_text.size() < words_max) ++in_text[word];
        }
    }
    for (auto const& [word, times] : in_text) {
        weights[word] += std::min(times, most_of_text) * text_weight;
    }
    std::vector<ArticleWord> words;
    for (auto const& [word, weight] : weights) words.push_back({word, weight});
    return words;
}

bool may_mean(std::string_view typed, std::string_view word) {
    constexpr std::size_t letters_max = 64;
    auto const a = letters_of(typed);
    auto const most = a.size() > long_word ? 2u : a.size() > short_word ? 1u : 0u;
    if (a.empty() || a.size() + most >= letters_max || word.empty() || typed[0] != word[0]) {
        return false;
    }
    auto b = letters_of(word.substr(0, 4 * (a.size() + most)));
    b.resize(std::min(b.size(), a.size() + most));
    if (a[0] != b[0] || a.size() > b.size() + most) return false;
    // Optimal string alignment (Damerau and Levenshtein), row by row.
    std::array<std::array<std::size_t, letters_max>, 3> rows{};
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        auto const& last = rows[(i + 2) % 3];
        auto const& before = rows[(i + 1) % 3];
        row[0] = i;
        auto least = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            auto const other = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, other});
            bool const exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (exchanged) row[j] = std::min(row[j], before[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        // An exchange reaches over one row, and costs one.
        if (least > most + 1) return false;
    }
    // How the word goes on does not matter.
    auto const& row = rows[a.size() % 3];
    return *std::min_element(row.begin(),
                             row.begin() + static_cast<std::ptrdiff_t>(b.size() + 1)) <= most;
}

std::string slug(std::string_view title) {
    std::string out;
    bool apart = false;
    for (auto const letter : letters_of(fold_case(title))) {
        bool const plain = (letter >= U'a' && letter <= U'z') || (letter >= U'0' && letter <= U'9');
        auto const as =
            plain ? std::string(1, static_cast<char>(letter)) : std::string{spelled(letter)};
        if (as.empty()) {
            apart = !out.empty();
            continue;
        }
        if (out.size() + as.size() + (apart ? 1 : 0) > slug_max) break;
        if (apart) out += '-';
        apart = false;
        out += as;
    }
    return out;
}

}  // namespace parley::domain
