#include "domain/redaction/secrets.hpp"

#include <algorithm>
#include <functional>

#include "domain/redaction/mask.hpp"

namespace parley::domain::redaction {

namespace {

constexpr std::uint32_t code_digits_min = 3;
constexpr std::uint32_t code_digits_max = 4;
constexpr std::size_t letters_beside_max = 12;

bool is_money(char32_t c) { return c == U'$' || c == U'€' || c == U'£' || c == U'¥' || c == U'%'; }

class SecretSearch {
  public:
    SecretSearch(Scene const& scene, std::vector<Card> const& cards)
        : scene_(scene),
          cards_(cards),
          digits_(scene.digits),
          groups_(scene.digits.groups()),
          taken_(scene.digits.count(), false) {
        for (auto const& card : cards) take(card.begin, card.tail);
    }

    std::vector<Secret> work() {
        for (auto const& card : cards_) behind(card);
        auto const& words = scene_.words;
        if (words.any(Word::code) || words.any(Word::pin)) beside_words();
        if (!cards_.empty() && words.any(Word::code)) beside_cards();
        if (!cards_.empty() || scene_.context.card || words.any(Word::card)) dates();
        if (scene_.context.card) alone();
        return std::move(found_);
    }

  private:
    Item const& first(Group const& group) const { return scene_.view[digits_.item(group.begin)]; }
    Item const& last(Group const& group) const { return scene_.view[digits_.item(group.end - 1)]; }

    bool is_taken(std::uint32_t begin, std::uint32_t end) const {
        return std::any_of(taken_.begin() + begin, taken_.begin() + end, std::identity{});
    }
    void take(std::uint32_t begin, std::uint32_t end) {
        std::fill(taken_.begin() + begin, taken_.begin() + end, true);
    }

    void add(Kind kind, std::uint32_t begin, std::uint32_t end) {
        if (is_taken(begin, end)) return;
        take(begin, end);
        found_.push_back({kind, begin, end});
    }

    /// Expiry date and code in the groups that follow a card number.
    void behind(Card const& card) {
        auto group = digits_.group_of(card.tail - 1);
        auto const chain_end = chain_end_of(group++);
        if (auto const taken = expiry_at(digits_, group, chain_end)) {
            add(Kind::expiry, groups_[group].begin, groups_[group + taken - 1].end);
            group += taken;
        }
        if (group < chain_end && is_code_size(groups_[group].size())) {
            add(Kind::security_code, groups_[group].begin, groups_[group].end);
        }
    }
    std::uint32_t chain_end_of(std::uint32_t group) const {
        return digits_.chains()[groups_[group].chain].end;
    }
    static bool is_code_size(std::uint32_t size) {
        return size >= code_digits_min && size <= code_digits_max;
    }

    /// May these digits be a code? In a spelled view only what is spelled in full: other words
    /// happen to look like digits.
    bool may_be_code(std::uint32_t begin, std::uint32_t end) const {
        if (!is_code_size(end - begin)) return false;
        for (auto i = begin; i < end; ++i) {
            if (scene_.view[digits_.item(i)].origin == Origin::lookalike) return false;
        }
        auto const at = digits_.item(begin);
        auto const after = digits_.item(end - 1) + 1;
        auto const& view = scene_.view;
        if (at > 0 && is_money(view[at - 1].c)) return false;
        if (after < view.size() && is_money(view[after].c)) return false;
        return !follows_mask(view, at);
    }

    void beside_words() {
        std::uint32_t before = 0;  // groups that begin before the word, and before its end
        std::uint32_t next = 0;
        for (auto const& mark : scene_.words.all()) {
            if (mark.word != Word::code && mark.word != Word::pin) continue;
            auto const kind = mark.word == Word::pin ? Kind::pin : Kind::security_code;
            for (; before < groups_.size() && first(groups_[before]).point < mark.begin;) ++before;
            next = std::max(next, before);
            for (; next < groups_.size() && first(groups_[next]).point < mark.end;) ++next;
            if (!after_word(mark, kind, next)) before_word(mark, kind, before);
        }
    }

    bool after_word(Mark const& mark, Kind kind, std::uint32_t next) {
        for (auto g = next; g < groups_.size(); ++g) {
            auto const& group = groups_[g];
            if (first(group).point > mark.end + before_points) break;
            if (is_masked(mark.end, first(group).point, digits_.item(group.begin))) return true;
            auto const end = last_of_code(g);
            if (!may_be_code(group.begin, end)) continue;
            // "the last four digits", which may be told, are no code.
            if (end - group.begin == 4 &&
                scene_.words.near(mark.end, first(group).point, 0, Word::ending)) {
                continue;
            }
            add(kind, group.begin, end);
            return true;
        }
        return false;
    }

    /// Has a code been masked between these code points already? Looks from item `at` backwards.
    bool is_masked(std::uint32_t from, std::uint32_t to, std::size_t at) const {
        std::uint32_t bullets = 0;
        for (at = std::min(at, scene_.view.size() - 1);; --at) {
            auto const& item = scene_.view[at];
            if (item.point < from) break;
            bullets += item.c == bullet_point && item.point < to ? 1 : 0;
            if (at == 0) break;
        }
        return bullets >= code_digits_min;
    }

    void before_word(Mark const& mark, Kind kind, std::uint32_t g) {
        while (g-- > 0) {
            auto const& group = groups_[g];
            if (last(group).point + before_points < mark.begin) return;
            auto const behind = digits_.item(group.end - 1);
            if (is_masked(last(group).point, mark.begin, behind + before_points)) return;
            if (!may_be_code(group.begin, group.end)) continue;
            add(kind, group.begin, group.end);
            return;
        }
    }

    /// A code may be written digit by digit: 1 2 3.
    std::uint32_t last_of_code(std::uint32_t group) const {
        auto end = groups_[group].end;
        if (groups_[group].size() != 1) return end;
        auto const most = std::min(chain_end_of(group), group + code_digits_max + 1);
        for (auto next = group + 1; next < most && groups_[next].size() == 1; ++next) {
            end = groups_[next].end;
        }
        return end;
    }

    void beside_cards() {
        for (auto const& group : groups_) {
            if (!may_be_code(group.begin, group.end)) continue;
            auto const card = std::ranges::upper_bound(cards_, group.begin, {}, &Card::begin);
            if (card == cards_.begin()) continue;
            auto const end = scene_.view[digits_.item(std::prev(card)->tail - 1)].point;
            if (first(group).point <= end + before_points) {
                add(Kind::security_code, group.begin, group.end);
            }
        }
    }

    /// A month and a year beside "valid until", in a talk about a card.
    void dates() {
        if (!scene_.words.any(Word::expiry)) return;
        for (auto const& chain : digits_.chains()) {
            for (auto group = chain.begin; group < chain.end; ++group) {
                auto const count = expiry_at(digits_, group, chain.end);
                if (count == 0) continue;
                if (follows_mask(scene_.view, digits_.item(groups_[group].begin))) continue;
                auto const& end = groups_[group + count - 1];
                if (is_part_of_date(group, group + count, chain)) continue;
                // "ending in 1234" are the last four.
                if (count == 1 && scene_.words.near(first(end).point, first(end).point,
                                                    before_points, Word::ending)) {
                    continue;
                }
                if (scene_.words.near(first(groups_[group]).point, last(end).point + 1,
                                      before_points, Word::expiry)) {
                    add(Kind::expiry, groups_[group].begin, end.end);
                }
            }
        }
    }

    /// A day, too: 12/27/2027.
    bool is_part_of_date(std::uint32_t begin, std::uint32_t end, Chain const& chain) const {
        auto const slash_before = [&](std::uint32_t group) {
            auto const at = digits_.item(groups_[group].begin);
            return at > 0 && (scene_.view[at - 1].c == U'/' || scene_.view[at - 1].c == U'.');
        };
        return (begin > chain.begin && slash_before(begin)) ||
               (end < chain.end && slash_before(end));
    }

    /// "123", after a card number in the messages before.
    void alone() {
        auto const count = static_cast<std::uint32_t>(digits_.count());
        if (digits_.chains().size() != 1 || !may_be_code(0, count)) return;
        auto const letters = std::ranges::count_if(
            scene_.view, [](Item const& item) { return item.cls == Class::letter; });
        if (static_cast<std::size_t>(letters) <= letters_beside_max) {
            add(Kind::security_code, 0, count);
        }
    }

    Scene const& scene_;
    std::vector<Card> const& cards_;
    Digits const& digits_;
    std::span<Group const> groups_;
    std::vector<bool> taken_;  // digits
    std::vector<Secret> found_;
};

}  // namespace

std::vector<Secret> find_secrets(Scene const& scene, std::vector<Card> const& cards) {
    auto const& words = scene.words;
    bool const spoken_of = words.any(Word::card) || words.any(Word::code) || words.any(Word::pin);
    if (cards.empty() && !scene.context.card && !spoken_of) return {};
    return SecretSearch{scene, cards}.work();
}

}  // namespace parley::domain::redaction
