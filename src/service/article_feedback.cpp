// What readers made of articles: votes with reasons, and searches that found nothing.
#include "base/text.hpp"
#include "service/articles.hpp"
#include "service/articles_access.hpp"
#include "service/text_rules.hpp"
#include "service/visitors.hpp"

namespace parley::service {

namespace {
constexpr std::int64_t vote_points_max = 500;
constexpr std::int64_t votes_kept = 500;  // with reasons, of an article
}  // namespace

Nothing article_vote(Tx& tx, Actor const&, ArticleVote const& p) {
    if (p.helpful && (p.reason || p.text)) {
        throw invalid(p.reason ? "/reason" : "/text", "is only for what did not help");
    }
    auto const text = clean_text(p.text.value_or(""));
    need_length(text, vote_points_max, "/text");
    auto const organization = chosen_organization(tx, p.organization);
    auto const article = tx.articles.find(p.article);
    if (!article || article->organization != organization) throw Refused{Code::not_found};
    for (auto const& it : tx.articles.lines(p.article)) {
        if (it.language != p.language || !it.published) continue;
        tx.articles.count_vote(p.article, p.language, p.helpful);
        if (p.helpful || (!p.reason && text.empty())) return {};
        tx.articles.add(organization,
                        {tx.make_id<VoteId>(), p.article, p.language, it.version,
                         p.reason.value_or(domain::UnhelpfulReason::other), text, tx.now()},
                        votes_kept);
        return {};
    }
    throw Refused{Code::not_found};
}

ArticleVotePage article_votes(Tx& tx, Actor const& actor, ArticleVotes const& p) {
    need_to_read_drafts(actor);
    (void)own_article(tx, actor, p.article);
    constexpr std::int64_t usual = 50;
    auto const limit = page_limit(p.limit, usual, tx.limits().page_max);
    auto const before =
        p.after ? id_from_text<VoteTag>(*p.after) : std::optional{VoteId{INT64_MAX}};
    if (!before) throw invalid("/after", "this is not the `next` of a page");
    ArticleVotePage page;
    std::optional<VoteId> last;
    for (auto const& it : tx.articles.votes(p.article, *before, limit + 1)) {
        if (std::ssize(page.items) == limit) {
            page.next = to_text(*last);
            break;
        }
        page.items.push_back({it.language, it.version, it.reason, it.text, it.at});
        last = it.id;
    }
    return page;
}

MissPage article_misses(Tx& tx, Actor const& actor, Nothing const&) {
    need_to_read_drafts(actor);
    MissPage page;
    for (auto const& it : tx.articles.misses(actor.organization, tx.limits().page_max)) {
        page.items.push_back({it.language, it.query, it.times, it.at});
    }
    return page;
}

Nothing article_settle_miss(Tx& tx, Actor const& actor, MissNamed const& p) {
    actor.need(domain::Right::article_manage);
    tx.articles.forget_miss(actor.organization, p.language, p.query);
    return {};
}

}  // namespace parley::service
