#include "store/articles.hpp"

namespace parley::store {

namespace {
constexpr auto text_columns =
    "SELECT article_id, language, version, published, title, summary, sections, at, user_id FROM ";
constexpr auto line_columns =
    "SELECT t.article_id, t.language, t.version, t.published, t.title, t.summary, t.at, "
    "t.helpful, t.unhelpful, a.category_id FROM article_texts t "
    "JOIN articles a ON a.id = t.article_id WHERE ";
constexpr auto text_values =
    "(article_id, organization_id, language, version, published, title, summary, sections, at, "
    "user_id) VALUES (:article, :organization, :language, :version, :published, :title, :summary, "
    ":sections, :at, :user)";
}  // namespace

Articles::Articles(Database& sql)
    : save_category_(sql,
                     "INSERT INTO article_categories (id, organization_id, place) "
                     "VALUES (:id, :organization, :place) "
                     "ON CONFLICT (id) DO UPDATE SET place = excluded.place"),
      save_category_text_(
          sql,
          "INSERT INTO article_category_texts (category_id, organization_id, language, name, "
          "about) VALUES (:category, :organization, :language, :name, :about) "
          "ON CONFLICT (category_id, language) "
          "DO UPDATE SET name = excluded.name, about = excluded.about"),
      remove_category_texts_(sql, "DELETE FROM article_category_texts WHERE category_id = :id"),
      remove_category_(sql, "DELETE FROM article_categories WHERE id = :id"),
      remove_category_text_(
          sql,
          "DELETE FROM article_category_texts WHERE category_id = :id AND language = :language"),
      categories_(sql,
                  "SELECT id, organization_id, place FROM article_categories "
                  "WHERE organization_id = :organization ORDER BY place, id"),
      category_texts_(sql,
                      "SELECT category_id, language, name, about FROM article_category_texts "
                      "WHERE organization_id = :organization ORDER BY category_id, language"),
      count_in_(sql, "SELECT count(*) FROM articles WHERE category_id = :id"),
      sizes_(sql,
             "SELECT a.category_id, count(*) FROM article_texts t "
             "JOIN articles a ON a.id = t.article_id WHERE t.organization_id = :organization "
             "AND t.language = :language AND t.published = 1 AND a.category_id IS NOT NULL "
             "GROUP BY a.category_id"),
      save_(sql,
            "INSERT INTO articles (id, organization_id, category_id) "
            "VALUES (:id, :organization, :category) "
            "ON CONFLICT (id) DO UPDATE SET category_id = excluded.category_id"),
      remove_votes_(sql, "DELETE FROM article_votes WHERE article_id = :id"),
      remove_words_(sql, "DELETE FROM article_words WHERE article_id = :id"),
      remove_versions_(sql, "DELETE FROM article_versions WHERE article_id = :id"),
      remove_texts_(sql, "DELETE FROM article_texts WHERE article_id = :id"),
      remove_(sql, "DELETE FROM articles WHERE id = :id"),
      by_id_(sql, "SELECT id, organization_id, category_id FROM articles WHERE id = :id"),
      count_(sql, "SELECT count(*) FROM articles WHERE organization_id = :organization"),
      say_(sql,
           "INSERT INTO article_texts (article_id, organization_id, language, version, published, "
           "title, summary, sections, at, user_id, helpful, unhelpful) VALUES (:article, "
           ":organization, :language, :version, :published, :title, :summary, :sections, :at, "
           ":user, 0, 0) ON CONFLICT (article_id, language) DO UPDATE SET "
           "version = excluded.version, published = excluded.published, title = excluded.title, "
           "summary = excluded.summary, sections = excluded.sections, at = excluded.at, "
           "user_id = excluded.user_id"),
      keep_(sql, std::string{"INSERT INTO article_versions "} + text_values),
      texts_(sql,
             std::string{text_columns} + "article_texts WHERE article_id = :id ORDER BY language"),
      lines_(sql, std::string{line_columns} + "t.article_id = :id ORDER BY t.language"),
      before_(sql, std::string{line_columns} +
                       "t.article_id IN (SELECT id FROM articles "
                       "WHERE organization_id = :organization AND id < :before "
                       "ORDER BY id DESC LIMIT :limit) ORDER BY t.article_id DESC, t.language"),
      in_(sql, std::string{line_columns} +
                   "t.organization_id = :organization AND t.language = :language "
                   "AND t.published = 1 AND COALESCE(a.category_id, 0) = :category "
                   "ORDER BY t.title, t.article_id LIMIT :limit"),
      best_(sql, std::string{line_columns} +
                     "t.organization_id = :organization AND t.language = :language "
                     "AND t.published = 1 ORDER BY t.helpful - t.unhelpful DESC, t.at DESC "
                     "LIMIT :limit"),
      versions_(sql,
                "SELECT version, published, title, at, user_id FROM article_versions "
                "WHERE article_id = :id AND language = :language "
                "ORDER BY version DESC LIMIT :limit"),
      version_(sql, std::string{text_columns} +
                        "article_versions WHERE article_id = :id AND language = :language "
                        "AND version = :version"),
      forget_words_(sql,
                    "DELETE FROM article_words WHERE article_id = :id AND language = :language"),
      add_word_(sql,
                "INSERT INTO article_words (organization_id, language, word, article_id, weight) "
                "VALUES (:organization, :language, :word, :article, :weight)"),
      with_(sql,
            "SELECT article_id, MAX(CASE WHEN word = :word THEN weight * :times ELSE weight END) "
            "FROM article_words WHERE organization_id = :organization AND language = :language "
            "AND word >= :from AND word < :to GROUP BY article_id"),
      words_(sql,
             "SELECT DISTINCT word FROM article_words "
             "WHERE organization_id = :organization AND language = :language AND word >= :from "
             "AND word < :to ORDER BY word LIMIT :limit"),
      helped_(sql,
              "UPDATE article_texts SET helpful = helpful + 1 "
              "WHERE article_id = :id AND language = :language"),
      did_not_help_(sql,
                    "UPDATE article_texts SET unhelpful = unhelpful + 1 "
                    "WHERE article_id = :id AND language = :language"),
      add_vote_(sql,
                "INSERT INTO article_votes (id, organization_id, article_id, language, version, "
                "reason, text, at) VALUES (:id, :organization, :article, :language, :version, "
                ":reason, :text, :at)"),
      trim_votes_(sql,
                  "DELETE FROM article_votes WHERE article_id = :id AND id <= (SELECT id FROM "
                  "article_votes WHERE article_id = :same ORDER BY id DESC LIMIT 1 OFFSET :kept)"),
      votes_(sql,
             "SELECT id, article_id, language, version, reason, text, at FROM article_votes "
             "WHERE article_id = :id AND id < :before ORDER BY id DESC LIMIT :limit"),
      miss_(sql,
            "INSERT INTO article_misses (organization_id, language, query, times, at) "
            "VALUES (:organization, :language, :query, :times, :at) "
            "ON CONFLICT (organization_id, language, query) "
            "DO UPDATE SET times = article_misses.times + 1, at = excluded.at"),
      trim_misses_(sql,
                   "DELETE FROM article_misses WHERE organization_id = :organization AND at < "
                   "(SELECT at FROM article_misses WHERE organization_id = :same "
                   "ORDER BY at DESC LIMIT 1 OFFSET :kept)"),
      misses_(sql,
              "SELECT language, query, times, at FROM article_misses "
              "WHERE organization_id = :organization ORDER BY times DESC, at DESC LIMIT :limit"),
      forget_miss_(sql,
                   "DELETE FROM article_misses WHERE organization_id = :organization "
                   "AND language = :language AND query = :query") {}

void Articles::save(ArticleCategory const& it) {
    save_category_.run(it.id, it.organization, it.place);
}

void Articles::save(OrganizationId organization, ArticleCategoryText const& text) {
    save_category_text_.run(text.category, organization, text.language, text.name, text.about);
}

void Articles::remove(CategoryId id) {
    remove_category_texts_.run(id);
    remove_category_.run(id);
}

void Articles::remove(CategoryId id, Language language) { remove_category_text_.run(id, language); }

std::vector<ArticleCategory> Articles::categories(OrganizationId organization) {
    return categories_.all(organization);
}

std::vector<ArticleCategoryText> Articles::category_texts(OrganizationId organization) {
    return category_texts_.all(organization);
}

std::int64_t Articles::count_in(CategoryId id) { return count_in_.first(id).value_or(0); }

std::vector<CategorySize> Articles::sizes(OrganizationId organization, Language language) {
    return sizes_.all(organization, language);
}

void Articles::save(Article const& it) { save_.run(it.id, it.organization, it.category); }

void Articles::remove(ArticleId id) {
    remove_votes_.run(id);
    remove_words_.run(id);
    remove_versions_.run(id);
    remove_texts_.run(id);
    remove_.run(id);
}

std::optional<Article> Articles::find(ArticleId id) { return by_id_.first(id); }

std::int64_t Articles::count(OrganizationId organization) {
    return count_.first(organization).value_or(0);
}

void Articles::say(OrganizationId organization, ArticleText const& it) {
    say_.run(it.article, organization, it.language, it.version, it.published, it.title, it.summary,
             it.sections, it.at, it.user);
    keep_.run(it.article, organization, it.language, it.version, it.published, it.title, it.summary,
              it.sections, it.at, it.user);
}

std::vector<ArticleText> Articles::texts(ArticleId id) { return texts_.all(id); }

std::vector<ArticleLine> Articles::lines(ArticleId id) { return lines_.all(id); }

std::vector<ArticleLine> Articles::before(OrganizationId organization, ArticleId before,
                                          std::int64_t limit) {
    return before_.all(organization, before, limit);
}

std::vector<ArticleLine> Articles::in(OrganizationId organization, Language language,
                                      std::optional<CategoryId> category, std::int64_t limit) {
    return in_.all(organization, language, category.value_or(CategoryId{}), limit);
}

std::vector<ArticleLine> Articles::best(OrganizationId organization, Language language,
                                        std::int64_t limit) {
    return best_.all(organization, language, limit);
}

std::vector<ArticleVersion> Articles::versions(ArticleId id, Language language,
                                               std::int64_t limit) {
    return versions_.all(id, language, limit);
}

std::optional<ArticleText> Articles::version(ArticleId id, Language language,
                                             std::int64_t version) {
    return version_.first(id, language, version);
}

void Articles::index(OrganizationId organization, ArticleId id, Language language,
                     std::vector<domain::ArticleWord> const& words) {
    forget_words_.run(id, language);
    for (auto const& [word, weight] : words) {
        add_word_.run(organization, language, word, id, weight);
    }
}

std::vector<ArticleWeight> Articles::with(OrganizationId organization, Language language,
                                          std::string const& from, std::string const& to,
                                          std::int64_t times) {
    return with_.all(from, times, organization, language, from, to);
}

std::vector<std::string> Articles::words(OrganizationId organization, Language language,
                                         std::string const& from, std::string const& to,
                                         std::int64_t limit) {
    return words_.all(organization, language, from, to, limit);
}

void Articles::count_vote(ArticleId id, Language language, bool helpful) {
    (helpful ? helped_ : did_not_help_).run(id, language);
}

void Articles::add(OrganizationId organization, ArticleVote const& it, std::int64_t kept) {
    add_vote_.run(it.id, organization, it.article, it.language, it.version, it.reason, it.text,
                  it.at);
    trim_votes_.run(it.article, it.article, kept);
}

std::vector<ArticleVote> Articles::votes(ArticleId id, VoteId before, std::int64_t limit) {
    return votes_.all(id, before, limit);
}

void Articles::miss(OrganizationId organization, ArticleMiss const& it, std::int64_t kept) {
    miss_.run(organization, it.language, it.query, it.times, it.at);
    trim_misses_.run(organization, organization, kept);
}

std::vector<ArticleMiss> Articles::misses(OrganizationId organization, std::int64_t limit) {
    return misses_.all(organization, limit);
}

void Articles::forget_miss(OrganizationId organization, Language language,
                           std::string const& query) {
    forget_miss_.run(organization, language, query);
}

}  // namespace parley::store
