#include "service/articles.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "service/articles_access.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

using domain::Right;

constexpr std::int64_t articles_max = 5000;  // of an organization
constexpr std::int64_t summary_points_max = 300;
constexpr std::size_t sections_max = 30;
constexpr std::int64_t article_points_max = 50'000;  // of all its sections
constexpr std::int64_t versions_shown = 200;

std::string author(Tx& tx, UserId user) { return tx.people.get(user).display_name; }

ArticleTextView view(Tx& tx, Actor const& actor, store::ArticleText const& it) {
    return {it.language,
            it.version,
            it.published,
            it.title,
            it.summary,
            {it.sections},
            it.at,
            author(tx, it.user),
            it.published ? std::optional{article_url(tx, actor.organization, it.article,
                                                     it.language, it.title)}
                         : std::nullopt};
}

ArticleResult result(Tx& tx, Actor const& actor, store::Article const& it) {
    ArticleView article{it.id, it.category, {}};
    for (auto const& text : tx.articles.texts(it.id)) {
        if (text.published || reads_drafts(actor)) article.texts.push_back(view(tx, actor, text));
    }
    // What nobody may read yet is not there.
    if (article.texts.empty()) throw Refused{Code::not_found};
    return {std::move(article)};
}

std::vector<domain::ArticleSection> checked_sections(Tx& tx, std::vector<SectionText> const& given,
                                                     std::string const& path) {
    if (given.size() > sections_max) {
        throw invalid(path, "at most " + std::to_string(sections_max) + " sections");
    }
    std::vector<domain::ArticleSection> sections;
    std::int64_t points = 0;
    for (std::size_t i = 0; i < given.size(); ++i) {
        auto const at = path + "/" + std::to_string(i);
        domain::ArticleSection section{
            clean_name(given[i].heading, tx.limits().name_text_max, at + "/heading"),
            domain::canonical(given[i].body)};
        if (domain::says_nothing(section.body)) throw invalid(at + "/body", "must not be empty");
        points += static_cast<std::int64_t>(domain::text_points(section.body));
        need_length(points, article_points_max, at + "/body");
        sections.push_back(std::move(section));
    }
    return sections;
}

struct Written {
    store::ArticleText text;
    std::vector<domain::ArticleSection> sections;
};

/// What the article is to say, checked; `before`: what it says in this language so far.
Written checked(Tx& tx, Actor const& actor, ArticleId article, ArticleWriting const& p,
                std::optional<store::ArticleText> const& before) {
    if (p.version != (before ? before->version : 0)) {
        throw Refused{Code::conflict, "somebody has changed it since", "/text/version"};
    }
    Written written{{article,
                     p.language,
                     p.version + 1,
                     p.published,
                     clean_name(p.title, tx.limits().name_text_max, "/text/title"),
                     clean_name(p.summary, summary_points_max, "/text/summary"),
                     {},
                     tx.now(),
                     actor.user},
                    checked_sections(tx, p.sections, "/text/sections")};
    if (written.text.title.empty()) throw invalid("/text/title", "must not be empty");
    if (p.published && written.sections.empty() && written.text.summary.empty()) {
        throw invalid("/text/sections", "must not be empty where it is published");
    }
    written.text.sections = domain::to_json(written.sections);
    return written;
}

void say(Tx& tx, OrganizationId organization, Written const& written) {
    auto const& text = written.text;
    tx.articles.say(organization, text);
    std::vector<domain::ArticleWord> words;
    if (text.published) {
        words = domain::article_words(text.title, text.summary, written.sections);
    }
    tx.articles.index(organization, text.article, text.language, words);
}

void need_category(Tx& tx, Actor const& actor, std::optional<CategoryId> id) {
    if (!id) return;
    auto const all = tx.articles.categories(actor.organization);
    if (std::ranges::count(all, *id, &store::ArticleCategory::id) == 0) {
        throw invalid("/category", "there is no such category");
    }
}

}  // namespace

std::string article_name(ArticleId id, std::string const& title) {
    auto const words = domain::slug(title);
    return words.empty() ? to_text(id) : to_text(id) + "-" + words;
}

std::string article_url(Tx& tx, OrganizationId organization, ArticleId id, Language language,
                        std::string const& title) {
    auto const slug = tx.people.organization(organization)->slug;
    return "/" + std::string{word(language)} + "/of/" + slug + "/articles/" +
           article_name(id, title);
}

ArticlePage article_list(Tx& tx, Actor const& actor, ArticleList const& p) {
    need_to_read_drafts(actor);
    auto const limit = page_limit(p.limit, tx.limits().page_max, tx.limits().page_max);
    auto const before =
        p.after ? id_from_text<ArticleTag>(*p.after) : std::optional{ArticleId{INT64_MAX}};
    if (!before) throw invalid("/after", "this is not the `next` of a page");
    ArticlePage page;
    for (auto const& it : tx.articles.before(actor.organization, *before, limit + 1)) {
        if (page.items.empty() || page.items.back().id != it.article) {
            page.items.push_back({it.article, it.category, {}});
        }
        page.items.back().texts.push_back({it.language, it.version, it.published, it.title,
                                           it.summary, it.at, it.helpful, it.unhelpful});
    }
    if (std::ssize(page.items) > limit) {
        page.items.pop_back();
        page.next = to_text(page.items.back().id);
    }
    return page;
}

ArticleResult article_get(Tx& tx, Actor const& actor, ArticleNamed const& p) {
    need_to_read_articles(actor);
    return result(tx, actor, own_article(tx, actor, p.article));
}

ArticleResult article_create(Tx& tx, Actor const& actor, ArticleCreate const& p) {
    actor.need(Right::article_manage);
    need_category(tx, actor, p.category);
    if (tx.articles.count(actor.organization) >= articles_max) {
        throw invalid("/text", "there are " + std::to_string(articles_max) + " articles already");
    }
    store::Article const article{tx.make_id<ArticleId>(), actor.organization, p.category};
    auto const written = checked(tx, actor, article.id, p.text, {});
    tx.articles.save(article);
    say(tx, actor.organization, written);
    tell_setup_changed(tx, actor.organization, SetupPart::articles);
    return result(tx, actor, article);
}

ArticleResult article_update(Tx& tx, Actor const& actor, ArticleUpdate const& p) {
    actor.need(Right::article_manage);
    auto article = own_article(tx, actor, p.article);
    need_category(tx, actor, p.category);
    if (p.category && p.no_category.value_or(false)) {
        throw invalid("/no_category", "goes with no category");
    }
    if (p.category) article.category = p.category;
    if (p.no_category.value_or(false)) article.category.reset();
    if (p.text) {
        std::optional<store::ArticleText> before;
        for (auto const& text : tx.articles.texts(article.id)) {
            if (text.language == p.text->language) before = text;
        }
        say(tx, actor.organization, checked(tx, actor, article.id, *p.text, before));
    }
    tx.articles.save(article);
    tell_setup_changed(tx, actor.organization, SetupPart::articles);
    return result(tx, actor, article);
}

Nothing article_delete(Tx& tx, Actor const& actor, ArticleNamed const& p) {
    actor.need(Right::article_manage);
    tx.articles.remove(own_article(tx, actor, p.article).id);
    tell_setup_changed(tx, actor.organization, SetupPart::articles);
    return {};
}

ArticleVersionPage article_versions(Tx& tx, Actor const& actor, ArticleVersions const& p) {
    need_to_read_drafts(actor);
    (void)own_article(tx, actor, p.article);
    ArticleVersionPage page;
    for (auto const& it : tx.articles.versions(p.article, p.language, versions_shown)) {
        page.items.push_back({it.version, it.published, it.title, it.at, author(tx, it.user)});
    }
    return page;
}

ArticleVersionResult article_version(Tx& tx, Actor const& actor, ArticleVersionNamed const& p) {
    need_to_read_drafts(actor);
    (void)own_article(tx, actor, p.article);
    auto const found = tx.articles.version(p.article, p.language, p.version);
    if (!found) throw Refused{Code::not_found};
    return {view(tx, actor, *found)};
}

}  // namespace parley::service
