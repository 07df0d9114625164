// Finding articles: by all words of a query, by how they begin and in spite of typing mistakes.
// Where nothing has them all, what has the most of them comes nearest.
#include <algorithm>
#include <map>

#include "domain/search.hpp"
#include "service/articles.hpp"
#include "service/articles_access.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::size_t words_max = 10;            // of a query; what is behind makes no difference
constexpr std::size_t prefix_min = 3;            // letters: a shorter word is a whole one
constexpr std::size_t mended_max = 4;            // words of a query for which others are tried
constexpr std::size_t mended_bytes_max = 40;     // longer ones are taken as they are
constexpr std::int64_t vocabulary_max = 20'000;  // words that begin with the same letter
constexpr std::int64_t whole_word = 3;           // times as much as one that only begins so
constexpr std::int64_t misses_kept = 1000;
constexpr std::int64_t query_kept_bytes = 120;

/// Behind every word that begins with `start`: the last code point is in no word.
std::string behind(std::string start) { return start += "\U0010FFFF"; }

class Finding {
  public:
    Finding(Tx& tx, OrganizationId organization, Language language)
        : tx_(tx), organization_(organization), language_(language) {}

    void look_for(std::string const& word) {
        std::map<ArticleId, std::int64_t> weights;
        if (!take(word, weights) && word.size() <= mended_bytes_max && mended_ < mended_max) {
            ++mended_;
            for (auto const& meant : near(word)) take(meant, weights);
        }
        for (auto const& [article, weight] : weights) {
            auto& found = found_[article];
            ++found.words;
            found.weight += weight;
        }
    }

    struct Found {
        std::size_t words = 0;
        std::int64_t weight = 0;
    };
    std::map<ArticleId, Found> const& found() const { return found_; }

  private:
    bool take(std::string const& word, std::map<ArticleId, std::int64_t>& weights) {
        // No word has a control character: only the word itself lies before that.
        auto const to = word.size() < prefix_min ? word + '\x01' : behind(word);
        for (auto const& it : tx_.articles.with(organization_, language_, word, to, whole_word)) {
            auto& weight = weights[it.article];
            weight = std::max(weight, it.weight);
        }
        return !weights.empty();
    }

    std::vector<std::string> near(std::string const& word) {
        auto letter = word.substr(0, 1);
        while (letter.size() < word.size() &&
               (static_cast<unsigned char>(word[letter.size()]) & 0xC0u) == 0x80u) {
            letter += word[letter.size()];
        }
        auto [known, fresh] = vocabulary_.try_emplace(letter);
        if (fresh) {
            known->second = tx_.articles.words(organization_, language_, letter, behind(letter),
                                               vocabulary_max);
        }
        std::vector<std::string> words;
        for (auto const& one : known->second) {
            if (domain::may_mean(word, one)) words.push_back(one);
        }
        return words;
    }

    Tx& tx_;
    OrganizationId organization_;
    Language language_;
    std::map<ArticleId, Found> found_;
    std::map<std::string, std::vector<std::string>> vocabulary_;  // by first letter
    std::size_t mended_ = 0;
};

ArticleHit hit(store::ArticleLine const& it) {
    return {it.article, it.language, it.title, it.summary, {}};
}

}  // namespace

ArticleHits find_articles(Tx& tx, OrganizationId organization, Language language,
                          std::string const& query, std::int64_t limit) {
    ArticleHits hits{{}, true};
    auto words = domain::search_words(query);
    std::ranges::sort(words);
    words.erase(std::ranges::unique(words).begin(), words.end());
    if (words.size() > words_max) words.resize(words_max);
    if (words.empty()) {
        for (auto const& it : tx.articles.best(organization, language, limit)) {
            hits.items.push_back(hit(it));
        }
        return hits;
    }
    Finding finding{tx, organization, language};
    for (auto const& word : words) finding.look_for(word);
    using Entry = std::pair<ArticleId, Finding::Found>;
    std::vector<Entry> best{finding.found().begin(), finding.found().end()};
    std::ranges::sort(best, [](Entry const& a, Entry const& b) {
        auto const key = [](Entry const& it) {
            return std::tuple{it.second.words, it.second.weight, it.first};
        };
        return key(a) > key(b);
    });
    hits.exact = !best.empty() && best.front().second.words == words.size();
    if (hits.exact) {
        std::erase_if(best, [&](Entry const& it) { return it.second.words < words.size(); });
    }
    if (std::ssize(best) > limit) best.resize(static_cast<std::size_t>(limit));
    for (auto const& [article, _] : best) {
        for (auto const& line : tx.articles.lines(article)) {
            if (line.language == language && line.published) hits.items.push_back(hit(line));
        }
    }
    return hits;
}

ArticleHits article_search(Tx& tx, Actor const& actor, ArticleSearch const& p) {
    if (actor.kind != Actor::Kind::customer) need_to_read_articles(actor);
    need_length(p.query, domain::search_text_max, "/query");
    constexpr std::int64_t usual = 10;
    auto const limit = page_limit(p.limit, usual, tx.limits().page_max);
    auto hits = find_articles(tx, actor.organization, p.language, p.query, limit);
    for (auto& it : hits.items) {
        it.url = article_url(tx, actor.organization, it.article, it.language, it.title);
    }
    return hits;
}

void missed(Tx& tx, OrganizationId organization, Language language, std::string const& query) {
    std::string words;
    for (auto const& one : domain::search_words(query)) {
        if (std::ssize(words) + std::ssize(one) > query_kept_bytes) break;
        words += (words.empty() ? "" : " ") + one;
    }
    if (words.empty()) return;
    tx.articles.miss(organization, {language, words, 1, tx.now()}, misses_kept);
}

}  // namespace parley::service
