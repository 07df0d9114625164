// The categories of articles.
#include <algorithm>

#include "service/articles.hpp"
#include "service/articles_access.hpp"
#include "service/tell.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::size_t categories_max = 100;

std::vector<CategoryView> views(Tx& tx, OrganizationId organization) {
    std::vector<CategoryView> items;
    for (auto const& it : tx.articles.categories(organization)) {
        items.push_back({it.id, {}, tx.articles.count_in(it.id)});
    }
    for (auto const& text : tx.articles.category_texts(organization)) {
        auto const of = std::ranges::find(items, text.category, &CategoryView::id);
        ENSURE(of != items.end());
        of->texts.push_back({text.language, text.name, text.about});
    }
    return items;
}

/// Refuses not_found for one of another organization.
CategoryView own_category(Tx& tx, Actor const& actor, CategoryId id) {
    auto const all = views(tx, actor.organization);
    auto const found = std::ranges::find(all, id, &CategoryView::id);
    if (found == all.end()) throw Refused{Code::not_found};
    return *found;
}

std::vector<CategoryText> checked(Tx& tx, Actor const& actor, CategorySave const& p) {
    if (p.texts.empty()) throw invalid("/texts", "must not be empty");
    std::vector<CategoryText> texts;
    auto const known = tx.articles.category_texts(actor.organization);
    for (std::size_t i = 0; i < p.texts.size(); ++i) {
        auto const at = "/texts/" + std::to_string(i);
        auto const& given = p.texts[i];
        CategoryText text{given.language,
                          clean_name(given.name, tx.limits().name_text_max, at + "/name"),
                          clean_name(given.about, about_points_max, at + "/about")};
        if (text.name.empty()) throw invalid(at + "/name", "must not be empty");
        if (std::ranges::count(texts, text.language, &CategoryText::language) > 0) {
            throw invalid(at + "/language", "is there twice");
        }
        bool const taken = std::ranges::any_of(known, [&](auto const& other) {
            return other.category != p.category && other.language == text.language &&
                   other.name == text.name;
        });
        if (taken) throw Refused{Code::conflict, "there is one of this name", at + "/name"};
        texts.push_back(std::move(text));
    }
    return texts;
}

}  // namespace

CategoryPage category_list(Tx& tx, Actor const& actor, Nothing const&) {
    need_to_read_articles(actor);
    return {views(tx, actor.organization)};
}

CategoryResult category_get(Tx& tx, Actor const& actor, CategoryNamed const& p) {
    need_to_read_articles(actor);
    return {own_category(tx, actor, p.category)};
}

CategoryResult category_save(Tx& tx, Actor const& actor, CategorySave const& p) {
    actor.need(domain::Right::article_manage);
    if (p.category) (void)own_category(tx, actor, *p.category);
    auto const texts = checked(tx, actor, p);
    auto const all = tx.articles.categories(actor.organization);
    auto id = p.category.value_or(CategoryId{});
    if (!id) {
        if (all.size() >= categories_max) {
            throw invalid("/category", "there are " + std::to_string(categories_max) + " already");
        }
        id = tx.make_id<CategoryId>();
        auto const place = all.empty() ? 0 : all.back().place + 1;
        tx.articles.save({id, actor.organization, place});
    }
    for (auto const language : {Language::en, Language::de}) {
        auto const text = std::ranges::find(texts, language, &CategoryText::language);
        if (text == texts.end()) {
            tx.articles.remove(id, language);
        } else {
            tx.articles.save(actor.organization, {id, language, text->name, text->about});
        }
    }
    tell_setup_changed(tx, actor.organization, SetupPart::articles);
    return {own_category(tx, actor, id)};
}

Nothing category_order(Tx& tx, Actor const& actor, CategoryOrder const& p) {
    actor.need(domain::Right::article_manage);
    auto const all = tx.articles.categories(actor.organization);
    auto wanted = p.categories;
    std::ranges::sort(wanted);
    std::vector<CategoryId> there;
    for (auto const& it : all) there.push_back(it.id);
    std::ranges::sort(there);
    if (wanted != there) throw invalid("/categories", "must be all categories, each once");
    for (std::size_t i = 0; i < p.categories.size(); ++i) {
        tx.articles.save({p.categories[i], actor.organization, static_cast<std::int64_t>(i)});
    }
    tell_setup_changed(tx, actor.organization, SetupPart::articles);
    return {};
}

Nothing category_remove(Tx& tx, Actor const& actor, CategoryNamed const& p) {
    actor.need(domain::Right::article_manage);
    if (own_category(tx, actor, p.category).articles > 0) {
        throw Refused{Code::in_use, "articles are in this category", "/category"};
    }
    tx.articles.remove(p.category);
    tell_setup_changed(tx, actor.organization, SetupPart::articles);
    return {};
}

}  // namespace parley::service
