#include "domain/redaction/cards.hpp"

#include <algorithm>
#include <ranges>

#include "domain/redaction/shape.hpp"

namespace parley::domain::redaction {

namespace {

constexpr int strict_score = 2;
constexpr int balanced_score = 3;
constexpr std::uint32_t list_group_max = 8;  // longer ones are numbers by themselves
constexpr std::uint32_t long_run = card_digits_min + 5;

class CardSearch {
  public:
    explicit CardSearch(Scene const& scene)
        : scene_(scene),
          view_(scene.view),
          digits_(scene.digits),
          values_(scene.digits.values()),
          groups_(scene.digits.groups()),
          chat_has_card_(scene.context.card_word || scene.context.card),
          wanted_(scene.rules.mode == Mode::strict ? strict_score : balanced_score),
          special_(std::ranges::any_of(scene.view, [](Item const& item) {
              return item.origin != Origin::plain || item.cls == Class::ignorable;
          })) {
        auto const& words = scene.words;
        bool const spoken_of = chat_has_card_ || words.any(Word::card) || words.any(Word::expiry) ||
                               words.any(Word::code);
        bool const slash = std::ranges::find(scene.view, U'/', &Item::c) != scene.view.end();
        context_score_ = spoken_of || slash ? 2 : 0;
    }

    std::vector<Card> work() {
        for (auto const& chain : digits_.chains()) {
            chain_ = chain;
            for (auto g = chain.begin; g < chain.end; ++g) {
                auto const& group = groups_[g];
                if (!scene_.budget.spend(group.size())) return {};
                from_group(g);
                if (group.size() >= long_run) from_run(group);
            }
        }
        return chosen();
    }

  private:
    std::span<std::uint8_t const> digits_from(std::uint32_t begin) const {
        return values_.subspan(begin);
    }
    Item const& item(std::uint32_t digit) const { return view_[digits_.item(digit)]; }

    /// What the way it is written may give at most.
    int most_for_writing() const { return special_ ? 2 : 1; }

    BrandRule const* rule_for(std::uint32_t begin, std::uint32_t end) const {
        auto const& table = *scene_.rules.brands;
        auto const some = table.fitting(digits_from(begin));
        if (some == 0) return nullptr;
        bool const luhn = digits_.luhn(begin, end);
        if (!luhn && !table.any_without_luhn(some)) return nullptr;
        auto const* rule =
            table.best(some, BrandTable::six_of(digits_from(begin)), end - begin, luhn);
        return rule != nullptr && !digits_.all_same(begin, end) ? rule : nullptr;
    }

    /// Windows of whole groups that begin with this one.
    void from_group(std::uint32_t g) {
        auto const begin = groups_[g].begin;
        auto const chain_end = groups_[chain_.end - 1].end;
        if (chain_end - begin < card_digits_min) return;
        if (scene_.rules.brands->fitting(digits_from(begin)) == 0) return;
        auto const last = std::min<std::uint32_t>(chain_end, begin + card_digits_max);
        for (auto end = begin + card_digits_min; end <= last; ++end) {
            if (!digits_.ends_group(end)) continue;
            if (auto const* rule = rule_for(begin, end)) window(g, *rule, begin, end);
        }
    }

    void window(std::uint32_t g, BrandRule const& rule, std::uint32_t begin, std::uint32_t end) {
        auto const h = digits_.group_of(end - 1) + 1;
        if (rule.strength + most_for_writing() + context_score_ < wanted_) return;
        int score = rule.strength + disguise(begin, end);
        auto const shape = spelled_ ? Shape::whole : shape_of(groups_.subspan(g, h - g));
        bool const listed = shape != Shape::whole && in_list(g, h);
        if (listed) score -= 2;
        if (shape == Shape::canonical && !listed) score += 1;
        if (shape == Shape::irregular) score -= 2;
        if (shape == Shape::whole && is_fraction(begin)) score -= 2;
        keep(begin, end, end, score, rule);
    }

    /// A run of digits that is longer than a card number may have one in it.
    void from_run(Group const& run) {
        for (auto begin = run.begin; begin + card_digits_min < run.end; ++begin) {
            if (scene_.rules.brands->fitting(digits_from(begin)) == 0) continue;
            auto const last = std::min<std::uint32_t>(run.end, begin + card_digits_max);
            for (auto end = begin + 14; end <= last; ++end) {
                if (begin == run.begin && end == run.end) continue;
                auto const* rule = rule_for(begin, end);
                if (rule == nullptr || rule->luhn != Luhn::demanded || rule->strength < 2) continue;
                if (rule->strength + most_for_writing() + context_score_ < wanted_) continue;
                within_run(run, begin, end, *rule);
            }
        }
    }

    void within_run(Group const& run, std::uint32_t begin, std::uint32_t end,
                    BrandRule const& rule) {
        auto const before = begin - run.begin;
        auto const rest = run.end - end;
        auto const with_date = before == 0 ? date_and_code(digits_from(end).first(rest)) : false;
        int score = rule.strength + disguise(begin, end);
        if (before == 0 && (with_date || is_card(end, run.end))) {
            // As good as alone: what follows it is explained.
        } else if (rest == 0 && is_card(run.begin, begin)) {
            // The second of two.
        } else {
            score -= 2;
        }
        bool const hangs_on = with_date || (before == 0 && (rest == 3 || rest == 4));
        keep(begin, end, hangs_on ? run.end : end, score, rule);
    }

    bool is_card(std::uint32_t begin, std::uint32_t end) const {
        if (end < begin + card_digits_min || end > begin + card_digits_max) return false;
        auto const* rule = rule_for(begin, end);
        return rule != nullptr && rule->strength >= 2 && rule->luhn == Luhn::demanded;
    }

    /// Expiry date, and a security code behind it or not.
    static bool date_and_code(std::span<std::uint8_t const> rest) {
        for (std::size_t const size : {4u, 6u}) {
            if (rest.size() < size || !is_expiry(rest.first(size))) continue;
            auto const code = rest.size() - size;
            if (code == 0 || code == 3 || code == 4) return true;
        }
        return false;
    }

    /// Some weak digits may be an ornament, but nobody writes an order number in nothing else;
    /// digits that are hidden on purpose tell of a number that is to be hidden. Notes whether any
    /// is spelled: its groups say nothing.
    int disguise(std::uint32_t begin, std::uint32_t end) {
        spelled_ = false;
        if (!special_) return 0;
        std::uint32_t weak = 0;
        bool hidden = false;
        std::uint32_t lookalikes = 0;
        for (auto i = begin; i < end; ++i) {
            auto const origin = item(i).origin;
            weak += origin == Origin::weak ? 1 : 0;
            spelled_ = spelled_ || origin == Origin::spelled;
            hidden = hidden || origin == Origin::decoded || origin == Origin::spelled;
            lookalikes += origin == Origin::lookalike ? 1 : 0;
            // Nothing but an invisible character lies between two digits of a group.
            hidden = hidden || (i + 1 < end && digits_.item(i + 1) > digits_.item(i) + 1 &&
                                digits_.group_of(i) == digits_.group_of(i + 1) &&
                                view_[digits_.item(i) + 1].c != 0xFE0F);
        }
        if (lookalikes * 2 > end - begin) return -9;  // words, not digits
        int score = hidden ? 1 : 0;
        if (weak > 0 && weak < end - begin) --score;
        if (lookalikes > 0 && is_prefix(begin, lookalikes)) --score;
        return score;
    }

    /// Are all letters in front, as in a serial number?
    bool is_prefix(std::uint32_t begin, std::uint32_t letters) const {
        return std::ranges::all_of(std::views::iota(begin, begin + letters), [&](std::uint32_t i) {
            return item(i).origin == Origin::lookalike;
        });
    }

    /// Are there two more groups of the same size beside it, which are no card numbers either?
    bool in_list(std::uint32_t g, std::uint32_t h) const {
        auto const size = groups_[g].size();
        auto const count = h - g;
        if (size > list_group_max) return false;
        for (auto i = g; i < h; ++i) {
            if (groups_[i].size() != size) return false;
        }
        auto const alike = [&](std::uint32_t from, int step) {
            std::uint32_t seen = 0;
            for (auto i = from; seen < 2 && i >= chain_.begin && i < chain_.end;
                 i += static_cast<std::uint32_t>(step)) {
                if (groups_[i].size() != size) break;
                ++seen;
            }
            return seen;
        };
        auto const after = alike(h, 1);
        auto const before = g > chain_.begin ? alike(g - 1, -1) : 0;
        if (after + before < 2) return false;
        bool const next =
            h + count <= chain_.end && is_card(groups_[h].begin, groups_[h + count - 1].end);
        bool const previous =
            g >= chain_.begin + count && is_card(groups_[g - count].begin, groups_[g - 1].end);
        return !next && !previous;
    }

    /// 0.4111111111111111
    bool is_fraction(std::uint32_t begin) const {
        auto const at = digits_.item(begin);
        return at >= 2 && (view_[at - 1].c == U'.' || view_[at - 1].c == U',') &&
               view_[at - 2].digit >= 0 && digits_.group_of(begin) > chain_.begin &&
               groups_[digits_.group_of(begin) - 1].size() <= 3;
    }

    void keep(std::uint32_t begin, std::uint32_t end, std::uint32_t tail, int score,
              BrandRule const& rule) {
        scene_.budget.spend(8);
        if (score + context_score_ < wanted_) return;  // whatever stands around it
        auto const& first = item(begin);
        auto const& last = item(end - 1);
        if (chat_has_card_ || expiry_near(begin, end) ||
            scene_.words.near(first.point, last.point + 1, context_points,
                              {Word::card, Word::expiry, Word::code})) {
            score += 2;
        }
        score -= taken_for_another(begin, end);
        if (score < wanted_ || scene_.exclusions.cover(first.begin, last.end)) return;
        found_.push_back({begin, end, tail, score, rule.brand});
    }

    /// "Order no. …" before the digits that hang together. No phone number has 16 digits.
    int taken_for_another(std::uint32_t begin, std::uint32_t end) const {
        auto const chain_begin = groups_[chain_.begin].begin;
        auto const from = chain_begin == 0 ? 0 : item(chain_begin - 1).point + 1;
        auto const* other = scene_.words.other_before(item(chain_begin).point, from);
        if (other == nullptr && begin != chain_begin) {
            other = scene_.words.other_before(item(begin).point, item(begin - 1).point + 1);
        }
        if (other == nullptr || (other->word == Word::phone && end - begin > 15)) return 0;
        bool const mild = scene_.rules.mode == Mode::strict && other->word != Word::own_format;
        return mild ? 1 : 2;
    }

    /// "12/27" right behind it.
    bool expiry_near(std::uint32_t begin, std::uint32_t end) const {
        auto const group = digits_.group_of(end - 1) + 1;
        if (digits_.group_of(begin) < chain_.begin || group + 1 >= groups_.size()) return false;
        if (item(groups_[group].begin).point > item(end - 1).point + before_points) return false;
        auto const slash = digits_.item(groups_[group + 1].begin);
        return view_[slash - 1].c == U'/' && expiry_at(digits_, group, group + 2) == 2;
    }

    /// The best first, and of two alike the longer one; none that shares a digit with a better
    /// one. What else of such a worse one is there is masked with the better one: it may have been
    /// the number after all.
    std::vector<Card> chosen() {
        std::ranges::sort(found_, [](Card const& a, Card const& b) {
            if (a.score != b.score) return a.score > b.score;
            if (a.end - a.begin != b.end - b.begin) return a.end - a.begin > b.end - b.begin;
            return a.begin < b.begin;
        });
        std::vector<Card> chosen;
        if (found_.empty()) return chosen;
        enum class Use : std::uint8_t { free, beside, taken };
        std::vector<Use> uses(values_.size() + 1, Use::free);
        for (auto card : found_) {
            auto const first = uses.begin() + card.begin;
            bool const shares =
                std::find(first, uses.begin() + card.end, Use::taken) != uses.begin() + card.end;
            card.tail = static_cast<std::uint32_t>(
                std::find(uses.begin() + card.end, uses.begin() + card.tail, Use::taken) -
                uses.begin());
            std::replace(first, uses.begin() + card.tail, Use::free,
                         shares ? Use::beside : Use::taken);
            if (shares) continue;
            std::fill(first, uses.begin() + card.tail, Use::taken);
            chosen.push_back(card);
        }
        for (auto& card : chosen) {
            while (card.begin > 0 && uses[card.begin - 1] == Use::beside) --card.begin;
            while (uses[card.tail] == Use::beside) uses[card.tail++] = Use::taken;
        }
        std::ranges::sort(chosen, {}, &Card::begin);
        return chosen;
    }

    Scene const& scene_;
    View const& view_;
    Digits const& digits_;
    std::span<std::uint8_t const> values_;
    std::span<Group const> groups_;
    bool chat_has_card_;
    int wanted_;
    bool special_;           // is there anything but plain digits?
    int context_score_ = 0;  // at most
    Chain chain_;
    bool spelled_ = false;
    std::vector<Card> found_;
};

}  // namespace

bool is_expiry(std::span<std::uint8_t const> digits) {
    if (digits.size() != 4 && digits.size() != 6) return false;
    auto const month = digits[0] * 10 + digits[1];
    if (month < 1 || month > 12) return false;
    auto const year = digits.last(2)[0] * 10 + digits.last(2)[1];
    if (digits.size() == 6 && (digits[2] != 2 || digits[3] != 0)) return false;
    return year >= 15 && year <= 49;
}

std::uint32_t expiry_at(Digits const& digits, std::uint32_t group, std::uint32_t groups_end) {
    auto const groups = digits.groups();
    if (group >= groups_end) return 0;
    auto const at = [&](std::uint32_t g) { return groups[g]; };
    auto const values = [&](std::uint32_t begin, std::uint32_t end) {
        return digits.values().subspan(begin, end - begin);
    };
    if (is_expiry(values(at(group).begin, at(group).end))) return 1;
    if (at(group).size() != 2 || group + 1 >= groups_end) return 0;
    return is_expiry(values(at(group).begin, at(group + 1).end)) ? 2 : 0;
}

std::vector<Card> find_cards(Scene const& scene) { return CardSearch{scene}.work(); }

}  // namespace parley::domain::redaction
