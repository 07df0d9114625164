#include "domain/search.hpp"

#include <algorithm>

#include "base/refusal.hpp"
#include "base/text.hpp"
#include "base/words.hpp"

namespace parley::domain {

namespace {

std::string cut(std::string word) {
    if (word.size() <= search_word_bytes) return word;
    auto end = search_word_bytes;
    while ((static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) --end;
    word.resize(end);
    return word;
}

std::vector<FoldedWord> words_of(std::string_view text) {
    auto words = folded_words(text);
    for (auto& word : words) word.text = cut(std::move(word.text));
    return words;
}

/// What is typed, piece by piece: up to a space, or from quote to quote.
class Pieces {
  public:
    explicit Pieces(std::string_view typed) : rest_(typed) {}

    struct Piece {
        std::string_view text;
        bool quoted = false;
        bool unwanted = false;
    };
    std::optional<Piece> next() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
        if (rest_.empty()) return std::nullopt;
        Piece piece;
        if (rest_.front() == '-') {
            piece.unwanted = true;
            rest_.remove_prefix(1);
        }
        auto const mark = opening();
        piece.quoted = !mark.empty();
        rest_.remove_prefix(mark.size());
        auto const end = piece.quoted ? closing() : std::pair{rest_.find(' '), std::size_t{0}};
        piece.text = rest_.substr(0, end.first);
        rest_.remove_prefix(std::min(piece.text.size() + end.second, rest_.size()));
        return piece;
    }

  private:
    // As keyboards and word processors write them.
    static constexpr std::string_view quotes[] = {"\"", "“", "”", "„", "«", "»"};

    std::string_view opening() const {
        for (auto const quote : quotes) {
            if (rest_.starts_with(quote)) return quote;
        }
        return {};
    }
    /// Where the next quote is, and how long; one that is missing is at the end.
    std::pair<std::size_t, std::size_t> closing() const {
        std::pair<std::size_t, std::size_t> first{rest_.size(), 0};
        for (auto const quote : quotes) {
            auto const at = rest_.find(quote);
            if (at < first.first) first = {at, quote.size()};
        }
        return first;
    }

    std::string_view rest_;
};

bool is_at(SearchPhrase const& phrase, std::vector<FoldedWord> const& words, std::size_t at) {
    auto const size = phrase.words.size();
    if (at + size > words.size()) return false;
    for (std::size_t i = 0; i < size; ++i) {
        auto const& word = words[at + i].text;
        bool const open = phrase.prefix && i + 1 == size;
        if (open ? !word.starts_with(phrase.words[i]) : word != phrase.words[i]) return false;
    }
    return true;
}

/// The places where it is; `first_only` where one is enough.
std::vector<TextSpan> places(SearchPhrase const& phrase, std::vector<FoldedWord> const& words,
                             bool first_only) {
    std::vector<TextSpan> found;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (!is_at(phrase, words, at)) continue;
        found.push_back({static_cast<std::int64_t>(words[at].from),
                         static_cast<std::int64_t>(words[at + phrase.words.size() - 1].to)});
        if (first_only) break;
    }
    return found;
}

std::vector<TextSpan> apart(std::vector<TextSpan> spans) {
    std::ranges::sort(spans, {}, &TextSpan::from);
    std::vector<TextSpan> merged;
    for (auto const& span : spans) {
        if (merged.empty() || span.from >= merged.back().to) {
            merged.push_back(span);
        } else {
            merged.back().to = std::max(merged.back().to, span.to);
        }
    }
    return merged;
}

/// Where each code point of a text begins, and its end.
std::vector<std::size_t> begins(std::string_view text) {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) all.push_back(i);
    }
    all.push_back(text.size());
    return all;
}

}  // namespace

std::vector<std::string> search_words(std::string_view text) {
    std::vector<std::string> all;
    for (auto& word : words_of(text)) all.push_back(std::move(word.text));
    return all;
}

SearchQuery search_query(std::string const& typed, std::string const& path) {
    auto const line = clean_line(typed);
    if (line.empty()) throw invalid(path, "must not be empty");
    if (static_cast<std::int64_t>(code_points(line)) > search_text_max) {
        throw invalid(path, "at most " + std::to_string(search_text_max) + " characters");
    }
    SearchQuery query;
    Pieces pieces{line};
    bool last_is_open = false;
    while (auto const piece = pieces.next()) {
        SearchPhrase phrase{search_words(piece->text)};
        if (phrase.words.empty()) continue;
        last_is_open = !piece->quoted && !piece->unwanted;
        (piece->unwanted ? query.unwanted : query.wanted).push_back(std::move(phrase));
    }
    if (query.wanted.empty()) throw invalid(path, "needs a word to look for");
    if (query.wanted.size() + query.unwanted.size() > search_phrases_max) {
        throw invalid(path, "at most " + std::to_string(search_phrases_max) + " words");
    }
    auto& last = query.wanted.back();
    last.prefix = last_is_open && code_points(last.words.back()) >= search_prefix_min;
    return query;
}

std::optional<std::vector<TextSpan>> search_hits(SearchQuery const& query, std::string_view text) {
    auto const words = words_of(text);
    for (auto const& phrase : query.unwanted) {
        if (!places(phrase, words, true).empty()) return std::nullopt;
    }
    std::vector<TextSpan> all;
    for (auto const& phrase : query.wanted) {
        auto const found = places(phrase, words, false);
        if (found.empty()) return std::nullopt;
        all.insert(all.end(), found.begin(), found.end());
    }
    return apart(std::move(all));
}

Snippet snippet(std::string_view text, std::vector<TextSpan> const& hits) {
    constexpr std::int64_t before_first = 40;
    auto const at = begins(text);
    auto const size = std::ssize(at) - 1;
    auto const most = static_cast<std::int64_t>(snippet_points);
    auto const is_space = [&](std::int64_t i) {
        auto const c = text[at[static_cast<std::size_t>(i)]];
        return c == ' ' || c == '\n' || c == '\t';
    };
    std::int64_t from = 0;
    if (size > most && !hits.empty()) {
        // At the beginning of a word, where there is one.
        from = std::clamp<std::int64_t>(hits.front().from - before_first, 0, size - most);
        auto const wanted = from;
        while (from > 0 && from < hits.front().from && !is_space(from - 1)) ++from;
        if (from == hits.front().from) from = std::min(wanted, hits.front().from);
    }
    auto const to = std::min(size, from + most);
    Snippet part;
    if (from > 0) part.text = "…";
    auto const shift = from > 0 ? 1 - from : 0;
    part.text += text.substr(at[static_cast<std::size_t>(from)],
                             at[static_cast<std::size_t>(to)] - at[static_cast<std::size_t>(from)]);
    std::ranges::replace_if(part.text, [](char c) { return c == '\n' || c == '\t'; }, ' ');
    if (to < size) part.text += "…";
    for (auto const& hit : hits) {
        if (hit.from >= to || hit.to <= from) continue;
        part.hits.push_back({std::max(hit.from, from) + shift, std::min(hit.to, to) + shift});
    }
    return part;
}

}  // namespace parley::domain
