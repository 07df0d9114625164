#include "centre/pages.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "centre/frame.hpp"
#include "centre/personal.hpp"
#include "service/articles.hpp"

namespace parley::centre {

namespace {

using service::ArticleHit;
using service::ArticleHits;
using store::Tx;

constexpr std::int64_t top_count = 6;
constexpr std::int64_t hits_count = 20;
constexpr std::int64_t in_category_max = 500;
constexpr std::size_t contents_from = 3;  // headings
constexpr std::size_t query_points_max = 200;

class Writer : public Frame {
  public:
    using Frame::Frame;

    Page write(Form const& query) {
        if (!find_organization()) return nothing_here();
        auto const& path = place_.path;
        auto const field = [&](char const* name) {
            auto const found = query.find(name);
            return found == query.end() ? std::string{} : found->second;
        };
        if (path.empty()) return home();
        if (path.size() == 1 && path[0] == "search") return search(field("q"));
        if (path.size() == 2 && path[0] == "categories") return category(path[1]);
        if (auto const article = article_of(place_)) {
            return this->article(*article, field("voted"), query.contains("no"));
        }
        return nothing_here();
    }

  private:
    // --- home ------------------------------------------------------------------------------------

    Page home() {
        head("", root_in(other_language()));
        html_ << "<section class=\"hero\"><h1>";
        html_.text(say_.question) << "</h1>";
        search_form("", true);
        html_ << "</section>";
        categories();
        auto const best =
            service::find_articles(tx_, organization_, place_.language, "", top_count);
        if (!best.items.empty()) {
            html_ << "<section><h2>";
            html_.text(say_.top) << "</h2>";
            for (auto const& it : best.items) question(it);
            html_ << "</section>";
        }
        return finish();
    }

    void categories() {
        auto const sizes = tx_.articles.sizes(organization_, place_.language);
        auto const texts = tx_.articles.category_texts(organization_);
        bool any = false;
        for (auto const& it : tx_.articles.categories(organization_)) {
            auto const size = std::ranges::find(sizes, it.id, &store::CategorySize::category);
            auto const text = std::ranges::find_if(texts, [&](auto const& one) {
                return one.category == it.id && one.language == place_.language;
            });
            // One without articles, or without a name in this language, leads nowhere.
            if (size == sizes.end() || text == texts.end()) continue;
            if (!any) {
                html_ << "<section><h2>";
                html_.text(say_.categories) << "</h2><ul class=\"cards\">";
            }
            any = true;
            html_ << "<li><a href=\"";
            address() << "/categories/";
            html_.text(to_text(it.id)) << "\"><strong>";
            html_.text(text->name) << "</strong><span>";
            html_.text(text->about) << "</span><small>";
            html_.number(size->articles) << " ";
            html_.text(size->articles == 1 ? say_.one_article : say_.articles)
                << "</small></a></li>";
        }
        if (any) html_ << "</ul></section>";
    }

    /// Where its summary says it all, nobody has to leave the page.
    void question(ArticleHit const& it) {
        html_ << "<details><summary>";
        html_.text(it.title) << "</summary><p>";
        html_.text(it.summary) << "</p><p><a href=\"";
        html_.text(address_of_article(it.article, it.title)) << "\">";
        html_.text(say_.read) << "</a></p></details>";
    }

    std::string address_in(Language language, ArticleId id, std::string const& title) const {
        return root_in(language) + "/articles/" + service::article_name(id, title);
    }
    std::string address_of_article(ArticleId id, std::string const& title) const {
        return address_in(place_.language, id, title);
    }

    // --- lists -----------------------------------------------------------------------------------

    Page category(std::string const& name) {
        auto const id = id_from_text<CategoryTag>(name);
        auto const title = id ? name_of(*id, place_.language) : std::string{};
        if (title.empty()) return nothing_here();
        bool const both = !name_of(*id, other_language()).empty();
        head(title, both ? root_in(other_language()) + "/categories/" + name : std::string{});
        crumbs();
        html_ << "<h1>";
        html_.text(title) << "</h1><ul class=\"list\">";
        for (auto const& it :
             tx_.articles.in(organization_, place_.language, id, in_category_max)) {
            listed(it.article, it.title, it.summary);
        }
        html_ << "</ul>";
        return finish();
    }

    void listed(ArticleId id, std::string const& title, std::string_view summary) {
        html_ << "<li><a href=\"";
        html_.text(address_of_article(id, title)) << "\">";
        html_.text(title) << "</a><p>";
        html_.text(summary) << "</p></li>";
    }

    Page search(std::string const& query) {
        auto const points = code_points(query);
        auto hits = ArticleHits{{}, true};
        bool const asked = points > 0 && points <= query_points_max;
        if (asked) {
            hits = service::find_articles(tx_, organization_, place_.language, query, hits_count);
        }
        if (!hits.exact) page_.missed = query;
        head(say_.search, root_in(other_language()) + "/search?q=" + percent_encoded(query));
        crumbs();
        search_form(query, false);
        if (!asked) return finish();
        html_ << "<h1>";
        html_.text(hits.exact ? say_.results : say_.nothing) << " <q>";
        html_.text(query) << "</q></h1>";
        if (!hits.exact) {
            chat_button(say_.ask_it);
            html_ << " <a class=\"button\" href=\"";
            address() << "/message?q=";
            html_.text(percent_encoded(query)) << "\">";
            html_.text(say_.leave) << "</a>";
        }
        if (!hits.exact && !hits.items.empty()) {
            html_ << "<h2>";
            html_.text(say_.nearest) << "</h2>";
        }
        html_ << "<ul class=\"list\">";
        for (auto const& it : hits.items) listed(it.article, it.title, it.summary);
        html_ << "</ul>";
        return finish();
    }

    // --- an article ------------------------------------------------------------------------------

    Page article(ArticleId id, std::string const& voted, bool no) {
        auto const found = tx_.articles.find(id);
        if (!found || found->organization != organization_) return nothing_here();
        std::optional<store::ArticleText> text;
        std::string same;
        for (auto& one : tx_.articles.texts(id)) {
            if (!one.published) continue;
            if (one.language == place_.language) {
                text = std::move(one);
            } else {
                same = address_in(one.language, id, one.title);
            }
        }
        return text ? article(*found, *text, same, voted, no) : nothing_here();
    }

    Page article(store::Article const& it, store::ArticleText const& text, std::string const& same,
                 std::string const& voted, bool no) {
        auto const sections = domain::stored_sections(text.sections);
        head(text.title, same);
        auto const category = it.category.value_or(CategoryId{});
        crumbs(root_of(place_) + "/categories/" + to_text(category),
               name_of(category, place_.language));
        html_ << "<article itemscope itemtype=\"https://schema.org/Article\">"
              << "<h1 itemprop=\"headline\">";
        html_.text(text.title) << "</h1><p class=\"updated\">";
        html_.text(say_.updated) << " <time itemprop=\"dateModified\" datetime=\"";
        auto const day = to_rfc3339(text.at).substr(0, 10);
        html_.text(day) << "\">";
        html_.text(day_text(day)) << "</time></p>";
        if (!text.summary.empty()) {
            html_ << "<p class=\"summary\">";
            html_.text(text.summary) << "</p>";
        }
        contents(sections);
        for (std::size_t i = 0; i < sections.size(); ++i) {
            html_ << "<section class=\"rich\"";
            if (!sections[i].heading.empty()) {
                html_ << " id=\"s";
                html_.number(static_cast<std::int64_t>(i)) << "\"><h2>";
                html_.text(sections[i].heading) << "</h2>";
            } else {
                html_ << ">";
            }
            html_.rich(sections[i].body) << "</section>";
        }
        html_ << "</article>";
        feedback(text, voted, no);
        return finish();
    }

    void contents(std::vector<domain::ArticleSection> const& sections) {
        auto const headings =
            std::ranges::count_if(sections, [](auto const& one) { return !one.heading.empty(); });
        if (static_cast<std::size_t>(headings) < contents_from) return;
        html_ << "<nav class=\"contents\" aria-labelledby=\"contents\"><h2 id=\"contents\">";
        html_.text(say_.contents) << "</h2><ol>";
        for (std::size_t i = 0; i < sections.size(); ++i) {
            if (sections[i].heading.empty()) continue;
            html_ << "<li><a href=\"#s";
            html_.number(static_cast<std::int64_t>(i)) << "\">";
            html_.text(sections[i].heading) << "</a></li>";
        }
        html_ << "</ol></nav>";
    }

    void feedback(store::ArticleText const& text, std::string const& voted, bool no) {
        auto const url = address_of_article(text.article, text.title);
        html_ << "<section class=\"feedback\" id=\"feedback\">";
        if (voted == "yes" || voted == "no") {
            html_ << "<p role=\"status\">";
            html_.text(voted == "yes" ? say_.thanks : say_.thanks_no) << "</p></section>";
            return;
        }
        html_ << "<form method=\"post\" action=\"";
        html_.text(url) << "\">";
        if (no) {
            html_ << "<fieldset><legend>";
            html_.text(say_.why) << "</legend>";
            reason("unclear", say_.unclear);
            reason("wrong", say_.wrong);
            reason("missing", say_.missing);
            reason("other", say_.other);
            html_ << "</fieldset><label for=\"text\">";
            html_.text(say_.tell_us)
                << "</label><textarea id=\"text\" name=\"text\" rows=\"3\" maxlength=\"500\">"
                << "</textarea><button name=\"helpful\" value=\"no\">";
            html_.text(say_.send) << "</button>";
        } else {
            html_ << "<h2>";
            html_.text(say_.helped) << "</h2><button name=\"helpful\" value=\"yes\">";
            html_.text(say_.yes) << "</button> <a class=\"button\" href=\"";
            html_.text(url) << "?no#feedback\">";
            html_.text(say_.no) << "</a>";
        }
        html_ << "</form></section>";
    }

    void reason(std::string_view value, std::string_view label) {
        html_ << "<label><input type=\"radio\" name=\"reason\" required value=\"";
        html_.text(value) << "\"> ";
        html_.text(label) << "</label>";
    }
};

}  // namespace

Page page(store::Tx& tx, Place const& place, Form const& query, std::string const& token) {
    if (is_personal(place)) return personal_page(tx, place, query, token);
    return Writer{tx, place}.write(query);
}

}  // namespace parley::centre
