#pragma once
// Who may read articles before everybody may, and what is needed of them at several places.

#include "service/articles.hpp"

namespace parley::service {

inline constexpr std::int64_t about_points_max = 200;

/// Who writes them, who answers with them, and who sees how everything is set up.
inline void need_to_read_articles(Actor const& actor) {
    using enum domain::Right;
    if (!actor.may(article_manage) && !actor.may(settings_view)) actor.need(chat_handle);
}

/// May they see what is not published, too?
inline bool reads_drafts(Actor const& actor) {
    using enum domain::Right;
    return actor.may(article_manage) || actor.may(settings_view);
}

inline void need_to_read_drafts(Actor const& actor) {
    if (!reads_drafts(actor)) throw Refused{Code::forbidden};
}

/// Refuses not_found for one of another organization.
inline store::Article own_article(Tx& tx, Actor const& actor, ArticleId id) {
    auto const found = tx.articles.find(id);
    if (!found || found->organization != actor.organization) throw Refused{Code::not_found};
    return *found;
}

}  // namespace parley::service
