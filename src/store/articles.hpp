#pragma once
// Queries on the articles of the support centre: categories, what they say in each language and
// have said before, the words by which they are found, and what readers made of them.

#include <optional>
#include <string>
#include <vector>

#include "domain/article.hpp"
#include "domain/transcript.hpp"
#include "store/rows.hpp"
#include "store/statement.hpp"

namespace parley::store {

using domain::Language;

struct ArticleCategory {
    CategoryId id;
    OrganizationId organization;
    std::int64_t place;
};
BOOST_DESCRIBE_STRUCT(ArticleCategory, (), (id, organization, place))

struct ArticleCategoryText {
    CategoryId category;
    Language language;
    std::string name;
    std::string about;
};
BOOST_DESCRIBE_STRUCT(ArticleCategoryText, (), (category, language, name, about))

struct CategorySize {
    CategoryId category;
    std::int64_t articles;
};
BOOST_DESCRIBE_STRUCT(CategorySize, (), (category, articles))

struct Article {
    ArticleId id;
    OrganizationId organization;
    std::optional<CategoryId> category;
};
BOOST_DESCRIBE_STRUCT(Article, (), (id, organization, category))

/// What an article says, or has said, in a language.
struct ArticleText {
    ArticleId article;
    Language language;
    std::int64_t version;  // from 1
    bool published;
    std::string title;
    std::string summary;
    std::string sections;  // JSON, as of domain::ArticleSection
    Instant at;
    UserId user;
};
BOOST_DESCRIBE_STRUCT(ArticleText, (),
                      (article, language, version, published, title, summary, sections, at, user))

/// Without what is in it: for lists.
struct ArticleLine {
    ArticleId article;
    Language language;
    std::int64_t version;
    bool published;
    std::string title;
    std::string summary;
    Instant at;
    std::int64_t helpful;
    std::int64_t unhelpful;
    std::optional<CategoryId> category;
};
BOOST_DESCRIBE_STRUCT(ArticleLine, (),
                      (article, language, version, published, title, summary, at, helpful,
                       unhelpful, category))

struct ArticleVersion {
    std::int64_t version;
    bool published;
    std::string title;
    Instant at;
    UserId user;
};
BOOST_DESCRIBE_STRUCT(ArticleVersion, (), (version, published, title, at, user))

struct ArticleWeight {
    ArticleId article;
    std::int64_t weight;
};
BOOST_DESCRIBE_STRUCT(ArticleWeight, (), (article, weight))

struct ArticleVote {
    VoteId id;
    ArticleId article;
    Language language;
    std::int64_t version;
    domain::UnhelpfulReason reason;
    std::string text;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(ArticleVote, (), (id, article, language, version, reason, text, at))

struct ArticleMiss {
    Language language;
    std::string query;
    std::int64_t times;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(ArticleMiss, (), (language, query, times, at))

class Articles {
  public:
    explicit Articles(Database& sql);

    // --- categories ------------------------------------------------------------------------------

    void save(ArticleCategory const& it);
    void save(OrganizationId organization, ArticleCategoryText const& text);
    /// With its texts. REQUIRES: no article is in it.
    void remove(CategoryId id);
    void remove(CategoryId id, Language language);
    std::vector<ArticleCategory> categories(OrganizationId organization);  // in their order
    std::vector<ArticleCategoryText> category_texts(OrganizationId organization);
    std::int64_t count_in(CategoryId id);
    /// How many are published in this language.
    std::vector<CategorySize> sizes(OrganizationId organization, Language language);

    // --- articles --------------------------------------------------------------------------------

    void save(Article const& it);
    /// With everything that is known of it.
    void remove(ArticleId id);
    std::optional<Article> find(ArticleId id);
    std::int64_t count(OrganizationId organization);

    /// What it says from now on; what it has said stays as a version.
    void say(OrganizationId organization, ArticleText const& text);
    std::vector<ArticleText> texts(ArticleId id);
    std::vector<ArticleLine> lines(ArticleId id);
    /// Of the newest articles before this one, in all their languages.
    std::vector<ArticleLine> before(OrganizationId organization, ArticleId before,
                                    std::int64_t limit);
    /// Published ones in this language by title; of a category, or of those in none.
    std::vector<ArticleLine> in(OrganizationId organization, Language language,
                                std::optional<CategoryId> category, std::int64_t limit);
    /// Published ones that helped most.
    std::vector<ArticleLine> best(OrganizationId organization, Language language,
                                  std::int64_t limit);

    /// Newest first.
    std::vector<ArticleVersion> versions(ArticleId id, Language language, std::int64_t limit);
    std::optional<ArticleText> version(ArticleId id, Language language, std::int64_t version);

    // --- finding them ----------------------------------------------------------------------------

    void index(OrganizationId organization, ArticleId id, Language language,
               std::vector<domain::ArticleWord> const& words);
    /// With words from `from` on and before `to`, which are compared byte by byte: each article
    /// with the most that one of them says of it; `from` itself counts so many times.
    std::vector<ArticleWeight> with(OrganizationId organization, Language language,
                                    std::string const& from, std::string const& to,
                                    std::int64_t times);
    /// Different words in that span.
    std::vector<std::string> words(OrganizationId organization, Language language,
                                   std::string const& from, std::string const& to,
                                   std::int64_t limit);

    // --- what readers made of them ---------------------------------------------------------------

    void count_vote(ArticleId id, Language language, bool helpful);
    void add(OrganizationId organization, ArticleVote const& it, std::int64_t kept);
    std::vector<ArticleVote> votes(ArticleId id, VoteId before, std::int64_t limit);

    /// Keeps so many of an organization: those that were missed last.
    void miss(OrganizationId organization, ArticleMiss const& it, std::int64_t kept);
    std::vector<ArticleMiss> misses(OrganizationId organization, std::int64_t limit);
    void forget_miss(OrganizationId organization, Language language, std::string const& query);

  private:
    Statement<NoRow, CategoryId, OrganizationId, std::int64_t> save_category_;
    Statement<NoRow, CategoryId, OrganizationId, Language, std::string, std::string>
        save_category_text_;
    Statement<NoRow, CategoryId> remove_category_texts_, remove_category_;
    Statement<NoRow, CategoryId, Language> remove_category_text_;
    Statement<ArticleCategory, OrganizationId> categories_;
    Statement<ArticleCategoryText, OrganizationId> category_texts_;
    Statement<std::int64_t, CategoryId> count_in_;
    Statement<CategorySize, OrganizationId, Language> sizes_;
    Statement<NoRow, ArticleId, OrganizationId, std::optional<CategoryId>> save_;
    Statement<NoRow, ArticleId> remove_votes_, remove_words_, remove_versions_, remove_texts_,
        remove_;
    Statement<Article, ArticleId> by_id_;
    Statement<std::int64_t, OrganizationId> count_;
    Statement<NoRow, ArticleId, OrganizationId, Language, std::int64_t, bool, std::string,
              std::string, std::string, Instant, UserId>
        say_, keep_;
    Statement<ArticleText, ArticleId> texts_;
    Statement<ArticleLine, ArticleId> lines_;
    Statement<ArticleLine, OrganizationId, ArticleId, std::int64_t> before_;
    Statement<ArticleLine, OrganizationId, Language, CategoryId, std::int64_t> in_;
    Statement<ArticleLine, OrganizationId, Language, std::int64_t> best_;
    Statement<ArticleVersion, ArticleId, Language, std::int64_t> versions_;
    Statement<ArticleText, ArticleId, Language, std::int64_t> version_;
    Statement<NoRow, ArticleId, Language> forget_words_;
    Statement<NoRow, OrganizationId, Language, std::string, ArticleId, std::int64_t> add_word_;
    Statement<ArticleWeight, std::string, std::int64_t, OrganizationId, Language, std::string,
              std::string>
        with_;
    Statement<std::string, OrganizationId, Language, std::string, std::string, std::int64_t> words_;
    Statement<NoRow, ArticleId, Language> helped_, did_not_help_;
    Statement<NoRow, VoteId, OrganizationId, ArticleId, Language, std::int64_t,
              domain::UnhelpfulReason, std::string, Instant>
        add_vote_;
    Statement<NoRow, ArticleId, ArticleId, std::int64_t> trim_votes_;
    Statement<ArticleVote, ArticleId, VoteId, std::int64_t> votes_;
    Statement<NoRow, OrganizationId, Language, std::string, std::int64_t, Instant> miss_;
    Statement<NoRow, OrganizationId, OrganizationId, std::int64_t> trim_misses_;
    Statement<ArticleMiss, OrganizationId, std::int64_t> misses_;
    Statement<NoRow, OrganizationId, Language, std::string> forget_miss_;
};

}  // namespace parley::store
