#include "service/search.hpp"

#include <map>

#include "base/ensure.hpp"
#include "service/access.hpp"
#include "service/text_rules.hpp"

namespace parley::service {

namespace {

constexpr std::int64_t near_slice = 500;
constexpr std::int64_t found_at_first = 250;

constexpr Instant never{INT64_MAX};

/// Ids grow with time; the clocks of nodes differ by less than a minute.
constexpr milliseconds apart = std::chrono::minutes{1};

Instant made_at(MessageId id) {
    // Ids are times with something behind them.
    auto const one_ms = IdMaker::first_at({1});
    return {id.value / one_ms};
}

class Looking {
  public:
    Looking(Tx& tx, Actor const& actor, MessageSearch const& p, SearchShare const& share)
        : tx_(tx),
          actor_(actor),
          p_(p),
          share_(share),
          query_(domain::search_query(p.query, "/query")) {
        constexpr std::int64_t page = 20;
        limit_ = page_limit(p.limit, page, tx.limits().page_max);
        span();
        check();
    }

    MessageHits run() {
        auto const indexed = tx_.search.indexed().value_or(store::SearchIndexed{0, 0});
        MessageHits result;
        if (p_.chat) {
            in_chat();
        } else {
            if (indexed.from > first_.value) result.since = made_at({indexed.from});
            everywhere({indexed.from}, {indexed.until});
        }
        for (auto const& hit : hits_) {
            if (std::ssize(result.items) == limit_) {
                result.next = to_text(result.items.back().message);
                break;
            }
            result.items.push_back(view(hit));
        }
        // Where the budget has ended the search, rather than a full page.
        if (!result.next && stopped_at_) result.next = to_text(*stopped_at_);
        return result;
    }

  private:
    struct Hit {
        store::SearchCandidate it;
        std::vector<domain::TextSpan> places;
    };

    void span() {
        if (p_.after) {
            auto const after = id_from_text<MessageTag>(*p_.after);
            if (!after) throw invalid("/after", "this is not the `next` of a page");
            before_ = *after;
        }
        if (p_.from && p_.to && *p_.from >= *p_.to) throw invalid("/to", "must be after from");
        if (p_.to) {
            before_.value = std::min(before_.value, IdMaker::first_at(*p_.to + apart));
        }
        if (p_.from) first_ = MessageId{IdMaker::first_at(*p_.from + -apart)};
    }

    void check() {
        using enum domain::Right;
        if (!actor_.may(chat_view_all)) actor_.need(chat_handle);
        if (p_.chat) (void)visible_chat(tx_, actor_, *p_.chat);
        auto const queue = p_.queue ? tx_.queues.find(*p_.queue) : std::nullopt;
        if (p_.queue && (!queue || queue->organization != actor_.organization)) {
            throw Refused{Code::not_found};
        }
        auto const agent = p_.agent ? tx_.agents.find(*p_.agent) : std::nullopt;
        if (p_.agent && (!agent || agent->organization != actor_.organization)) {
            throw Refused{Code::not_found};
        }
    }

    bool is_full() const { return std::ssize(hits_) > limit_; }

    bool may_read(store::SearchCandidate const& it) {
        if (actor_.may(domain::Right::chat_view_all) && actor_.reaches(it.queue)) return true;
        auto const [known, fresh] = readable_.try_emplace(it.chat, false);
        if (fresh) {
            try {
                (void)visible_chat(tx_, actor_, it.chat);
                known->second = true;
            } catch (Refused const&) {
                known->second = false;
            }
        }
        return known->second;
    }

    /// Takes what is wanted of them. Gives whether there may be more behind them.
    bool take(std::vector<store::SearchCandidate> const& found, std::int64_t asked_for) {
        for (auto const& it : found) {
            before_ = it.id;
            if (p_.queue && it.queue != *p_.queue) continue;
            if (p_.agent && it.agent != p_.agent) continue;
            if (it.at < p_.from.value_or(Instant{}) || it.at >= p_.to.value_or(never)) continue;
            auto places = domain::search_hits(query_, it.text);
            if (!places || !may_read(it)) continue;
            hits_.push_back({it, std::move(*places)});
            if (is_full()) return false;
        }
        return std::ssize(found) == asked_for;
    }

    void in_chat() {
        bool more = true;
        for (std::int64_t seen = 0; more && seen < share_.one_by_one; seen += near_slice) {
            more = take(tx_.search.in_chat(*p_.chat, first_, before_, near_slice), near_slice);
        }
        if (more) stopped_at_ = before_;
    }

    void everywhere(MessageId indexed_from, MessageId indexed_until) {
        auto const edge = std::min(before_, indexed_until);
        auto const far = share_.near > 0 ? tx_.search.far_from(edge, share_.near) : edge;
        auto const near = std::max(first_, std::max(far, indexed_from));
        bool more = true;
        for (std::int64_t seen = 0; more; seen += near_slice) {
            if (seen >= share_.one_by_one) {
                stopped_at_ = before_;
                return;
            }
            more = take(tx_.search.all(actor_.organization, near, before_, near_slice), near_slice);
        }
        if (is_full()) return;
        before_ = std::min(before_, near);
        by_words(std::max(first_, indexed_from));
    }

    void by_words(MessageId first) {
        auto const all = actor_.may(domain::Right::chat_view_all) && !actor_.reach;
        auto const most = all ? share_.found : share_.found_by_few;
        // Asking the index once more costs as much as all that it may give to those who read few
        // chats.
        auto slice = all ? found_at_first : most;
        for (std::int64_t seen = 0; first < before_; seen += slice) {
            if (seen > 0) slice = most - seen;
            if (slice <= 0) {
                stopped_at_ = before_;
                return;
            }
            if (!take(tx_.search.by_words(actor_.organization, query_, first, before_, slice),
                      slice)) {
                return;
            }
        }
    }

    MessageHit view(Hit const& hit) {
        auto const& it = hit.it;
        auto known = chats_.find(it.chat);
        if (known == chats_.end()) {
            auto const view = chat_view(tx_, tx_.chats.get(it.chat), actor_);
            known = chats_.emplace(it.chat, view).first;
        }
        auto const message = tx_.messages.at(it.chat, it.seq);
        ENSURE(message);
        return {known->second,
                it.id,
                it.seq,
                it.at,
                message_view(*message).from,
                domain::snippet(it.text, hit.places)};
    }

    Tx& tx_;
    Actor const& actor_;
    MessageSearch const& p_;
    SearchShare const& share_;
    domain::SearchQuery const query_;
    std::int64_t limit_ = 0;
    MessageId first_{};
    MessageId before_{INT64_MAX};  // what comes next is older than this
    std::optional<MessageId> stopped_at_;
    std::vector<Hit> hits_;
    std::map<ChatId, bool> readable_;
    std::map<ChatId, ChatView> chats_;
};

// A commit may take a while, and the clocks of nodes differ a little: nothing comes in before this.
constexpr milliseconds settling = std::chrono::minutes{2};
constexpr milliseconds look_again = std::chrono::minutes{1};
constexpr milliseconds go_on = milliseconds{20};
constexpr std::int64_t batch = 500;

void add(Tx& tx, std::vector<store::SearchText> const& texts) {
    for (auto const& it : texts) {
        if (it.written) tx.search.add(it.id, it.organization, it.text);
    }
}

/// Gives whether there is more to do at once.
bool index_some(Tx& tx, store::SearchIndexed& indexed, MessageId edge) {
    auto const fresh = tx.search.from({indexed.until}, edge, batch);
    add(tx, fresh);
    if (!fresh.empty()) indexed.until = fresh.back().id.value + 1;
    if (std::ssize(fresh) == batch) return true;
    if (indexed.from == 0) return false;
    auto const old = tx.search.before({indexed.from}, batch);
    // The oldest first: that is what the index is made for.
    add(tx, {old.rbegin(), old.rend()});
    bool const more = std::ssize(old) == batch;
    indexed.from = more ? old.back().id.value : 0;
    return more;
}

bool clear_some(Tx& tx) {
    using enum store::SearchClearing;
    auto const state = tx.search.clearing();
    if (state == done) return false;
    bool const more = tx.search.clear(state);
    tx.search.set_clearing(more ? on : done);
    return more;
}

bool is_indexed(Tx& tx, store::Message const& it) {
    auto const indexed = tx.search.indexed();
    return indexed && !it.event && it.from_kind != store::AuthorKind::system &&
           it.id.value >= indexed->from && it.id.value < indexed->until;
}

}  // namespace

MessageHits message_search(Tx& tx, Actor const& actor, MessageSearch const& p) {
    return message_search(tx, actor, p, {});
}

MessageHits message_search(Tx& tx, Actor const& actor, MessageSearch const& p,
                           SearchShare const& share) {
    return Looking{tx, actor, p, share}.run();
}

void index_messages(Tx& tx) {
    auto const edge = IdMaker::first_at(tx.now() + -settling);
    auto const known = tx.search.indexed();
    auto indexed = known.value_or(store::SearchIndexed{edge, edge});
    auto const before = indexed;
    bool const more = index_some(tx, indexed, {edge});
    if (!known || before.from != indexed.from || before.until != indexed.until) {
        tx.search.set_indexed(indexed);
    }
    bool const clearing = clear_some(tx);
    tx.set_timer(tx.now() + (more || clearing ? go_on : look_again),
                 store::TimerKind::index_messages, 0);
}

void forget(Tx& tx, store::Message const& before) {
    if (!is_indexed(tx, before)) return;
    tx.search.remove(before.id, before.organization, before.text);
    tx.search.set_clearing(store::SearchClearing::wanted);
}

void reindex(Tx& tx, store::Message const& before, std::string const& text) {
    if (!is_indexed(tx, before)) return;
    forget(tx, before);
    tx.search.add(before.id, before.organization, text);
}

}  // namespace parley::service
