#pragma once
// The articles of the support centre, for who writes them: categories, texts in both languages with
// all that they have said before, and what readers made of them (C17, V18).
//
// INVARIANT: what is not published in a language is seen by nobody but who writes articles, and is
// found by no search.

#include "domain/article.hpp"
#include "service/operations.hpp"

namespace parley::service {

using domain::Language;

// --- categories ----------------------------------------------------------------------------------

struct CategoryText {
    Language language;
    std::string name;
    std::string about;  // one line; may be empty
};
BOOST_DESCRIBE_STRUCT(CategoryText, (), (language, name, about))

struct CategoryView {
    CategoryId id;
    std::vector<CategoryText> texts;  // one or both languages
    std::int64_t articles;            // in it, published or not
};
BOOST_DESCRIBE_STRUCT(CategoryView, (), (id, texts, articles))

struct CategoryPage {
    std::vector<CategoryView> items;  // as the support centre shows them
};
BOOST_DESCRIBE_STRUCT(CategoryPage, (), (items))
CategoryPage category_list(Tx& tx, Actor const& actor, Nothing const& p);

struct CategorySave {
    std::optional<CategoryId> category;  // a new one, at the end, if left out
    std::vector<CategoryText> texts;     // all: a language that is left out is taken away
    std::optional<std::string> request_id;
};
BOOST_DESCRIBE_STRUCT(CategorySave, (), (category, texts, request_id))
struct CategoryResult {
    CategoryView category;
};
BOOST_DESCRIBE_STRUCT(CategoryResult, (), (category))
CategoryResult category_save(Tx& tx, Actor const& actor, CategorySave const& p);

struct CategoryOrder {
    std::vector<CategoryId> categories;  // all of them
};
BOOST_DESCRIBE_STRUCT(CategoryOrder, (), (categories))
Nothing category_order(Tx& tx, Actor const& actor, CategoryOrder const& p);

struct CategoryNamed {
    CategoryId category;
};
BOOST_DESCRIBE_STRUCT(CategoryNamed, (), (category))
CategoryResult category_get(Tx& tx, Actor const& actor, CategoryNamed const& p);
/// Refuses in_use while articles are in it.
Nothing category_remove(Tx& tx, Actor const& actor, CategoryNamed const& p);

// --- articles ------------------------------------------------------------------------------------

/// As it is stored: JSON.
struct SectionsJson {
    std::string json;
};
inline void write_json(std::string& out, SectionsJson const& sections) { out += sections.json; }

struct ArticleLineView {
    Language language;
    std::int64_t version;
    bool published;
    std::string title;
    std::string summary;
    Instant at;  // of this version
    std::int64_t helpful;
    std::int64_t unhelpful;
};
BOOST_DESCRIBE_STRUCT(ArticleLineView, (),
                      (language, version, published, title, summary, at, helpful, unhelpful))

struct ArticleListed {
    ArticleId id;
    std::optional<CategoryId> category;
    std::vector<ArticleLineView> texts;
};
BOOST_DESCRIBE_STRUCT(ArticleListed, (), (id, category, texts))

struct ArticleList {
    std::optional<std::int64_t> limit;
    std::optional<std::string> after;  // `next` of the page before
};
BOOST_DESCRIBE_STRUCT(ArticleList, (), (limit, after))
struct ArticlePage {
    std::vector<ArticleListed> items;  // the newest first
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ArticlePage, (), (items, next))
ArticlePage article_list(Tx& tx, Actor const& actor, ArticleList const& p);

struct ArticleTextView {
    Language language;
    std::int64_t version;
    bool published;
    std::string title;
    std::string summary;
    SectionsJson sections;
    Instant at;
    std::string by;                  // the name of who wrote this version
    std::optional<std::string> url;  // in the support centre, below this server; where published
};
BOOST_DESCRIBE_STRUCT(ArticleTextView, (),
                      (language, version, published, title, summary, sections, at, by, url))
struct ArticleView {
    ArticleId id;
    std::optional<CategoryId> category;
    std::vector<ArticleTextView> texts;
};
BOOST_DESCRIBE_STRUCT(ArticleView, (), (id, category, texts))
struct ArticleResult {
    ArticleView article;
};
BOOST_DESCRIBE_STRUCT(ArticleResult, (), (article))

struct ArticleNamed {
    ArticleId article;
};
BOOST_DESCRIBE_STRUCT(ArticleNamed, (), (article))
/// Agents get what is published of it.
ArticleResult article_get(Tx& tx, Actor const& actor, ArticleNamed const& p);

struct SectionText {
    std::string heading;  // may be empty
    domain::RichText body;
};
BOOST_DESCRIBE_STRUCT(SectionText, (), (heading, body))
struct ArticleWriting {
    Language language;
    std::int64_t version;  // that the writer has read; 0 where there was none in this language
    bool published;
    std::string title;
    std::string summary;  // what helps most, in a sentence or two; may be empty
    std::vector<SectionText> sections;
};
BOOST_DESCRIBE_STRUCT(ArticleWriting, (), (language, version, published, title, summary, sections))

struct ArticleCreate {
    std::optional<CategoryId> category;
    ArticleWriting text;
    std::optional<std::string> request_id;
};
BOOST_DESCRIBE_STRUCT(ArticleCreate, (), (category, text, request_id))
ArticleResult article_create(Tx& tx, Actor const& actor, ArticleCreate const& p);

struct ArticleUpdate {
    ArticleId article;
    std::optional<CategoryId> category;
    std::optional<bool> no_category;  // take it out of its category
    std::optional<ArticleWriting> text;
};
BOOST_DESCRIBE_STRUCT(ArticleUpdate, (), (article, category, no_category, text))
/// Refuses conflict at /text/version where somebody has changed this language since.
ArticleResult article_update(Tx& tx, Actor const& actor, ArticleUpdate const& p);
/// With all that it has said and that was said of it.
Nothing article_delete(Tx& tx, Actor const& actor, ArticleNamed const& p);

// --- what it has said before ---------------------------------------------------------------------

struct ArticleVersions {
    ArticleId article;
    Language language;
};
BOOST_DESCRIBE_STRUCT(ArticleVersions, (), (article, language))
struct ArticleVersionView {
    std::int64_t version;
    bool published;
    std::string title;
    Instant at;
    std::string by;
};
BOOST_DESCRIBE_STRUCT(ArticleVersionView, (), (version, published, title, at, by))
struct ArticleVersionPage {
    std::vector<ArticleVersionView> items;  // the newest first; at most 200
};
BOOST_DESCRIBE_STRUCT(ArticleVersionPage, (), (items))
ArticleVersionPage article_versions(Tx& tx, Actor const& actor, ArticleVersions const& p);

struct ArticleVersionNamed {
    ArticleId article;
    Language language;
    std::int64_t version;
};
BOOST_DESCRIBE_STRUCT(ArticleVersionNamed, (), (article, language, version))
struct ArticleVersionResult {
    ArticleTextView text;
};
BOOST_DESCRIBE_STRUCT(ArticleVersionResult, (), (text))
ArticleVersionResult article_version(Tx& tx, Actor const& actor, ArticleVersionNamed const& p);

// --- what readers made of it ---------------------------------------------------------------------

struct ArticleVote {
    std::optional<std::string> organization;  // slug; the only one if left out
    ArticleId article;
    Language language;
    bool helpful;
    std::optional<domain::UnhelpfulReason> reason;  // where it did not help
    std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(ArticleVote, (), (organization, article, language, helpful, reason, text))
/// By anybody who reads it. Refuses not_found for what is not published.
Nothing article_vote(Tx& tx, Actor const& actor, ArticleVote const& p);

struct ArticleVotes {
    ArticleId article;
    std::optional<std::int64_t> limit;  // 50
    std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(ArticleVotes, (), (article, limit, after))
struct ArticleComplaintView {
    Language language;
    std::int64_t version;
    domain::UnhelpfulReason reason;
    std::string text;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(ArticleComplaintView, (), (language, version, reason, text, at))
struct ArticleVotePage {
    std::vector<ArticleComplaintView> items;  // reasons why it did not help, the newest first
    std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(ArticleVotePage, (), (items, next))
ArticleVotePage article_votes(Tx& tx, Actor const& actor, ArticleVotes const& p);

struct MissView {
    Language language;
    std::string query;
    std::int64_t times;
    Instant at;  // the last time
};
BOOST_DESCRIBE_STRUCT(MissView, (), (language, query, times, at))
struct MissPage {
    std::vector<MissView> items;  // searches without a result, the most frequent first; at most 200
};
BOOST_DESCRIBE_STRUCT(MissPage, (), (items))
MissPage article_misses(Tx& tx, Actor const& actor, Nothing const& p);

struct MissNamed {
    Language language;
    std::string query;
};
BOOST_DESCRIBE_STRUCT(MissNamed, (), (language, query))
/// Takes it off the list: an article was written, or none is to be.
Nothing article_settle_miss(Tx& tx, Actor const& actor, MissNamed const& p);

// --- finding them --------------------------------------------------------------------------------

struct ArticleSearch {
    std::string query;
    Language language;
    std::optional<std::int64_t> limit;  // 10
};
BOOST_DESCRIBE_STRUCT(ArticleSearch, (), (query, language, limit))
struct ArticleHit {
    ArticleId article;
    Language language;
    std::string title;
    std::string summary;
    std::string url;  // below this server
};
BOOST_DESCRIBE_STRUCT(ArticleHit, (), (article, language, title, summary, url))
struct ArticleHits {
    std::vector<ArticleHit> items;  // the best first
    bool exact;                     // false: nothing has all words, these come nearest
};
BOOST_DESCRIBE_STRUCT(ArticleHits, (), (items, exact))
/// In what is published. Without words: what helped most.
ArticleHits article_search(Tx& tx, Actor const& actor, ArticleSearch const& p);

// --- inside the service --------------------------------------------------------------------------

/// Without addresses.
ArticleHits find_articles(Tx& tx, OrganizationId organization, Language language,
                          std::string const& query, std::int64_t limit);
/// Nothing was found for it; `query` has gone through the redactor.
void missed(Tx& tx, OrganizationId organization, Language language, std::string const& query);
/// The last part of an article's address: its id and what it is called.
std::string article_name(ArticleId id, std::string const& title);
/// Its address below this server. With the organization: another one may come.
std::string article_url(Tx& tx, OrganizationId organization, ArticleId id, Language language,
                        std::string const& title);

}  // namespace parley::service
