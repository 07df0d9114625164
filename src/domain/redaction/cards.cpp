#include "domain/redaction/cards.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

#include "domain/redaction/shape.hpp"

namespace parley::domain::redaction {

namespace {

constexpr int strict_score = 2;
constexpr int balanced_score = 3;
// A rule's strength, one point each for disguise and shape, two for what stands around it.
constexpr int score_max = strength_max + 4;
constexpr std::uint32_t list_group_max = 8;  // longer ones are numbers by themselves
constexpr std::uint32_t long_run = card_digits_min + 5;
constexpr std::uint32_t run_lengths = lengths(14, 15, 16, 17, 18, 19) >> card_digits_min;

/// Some of the digits of a view, asked for and changed 64 at a time.
class DigitSet {
  public:
    explicit DigitSet(std::size_t digits) : words_(digits / 64 + 2, 0) {}

    /// Those from this one on: bit 0 is the digit itself.
    std::uint64_t from(std::uint32_t digit) const {
        auto const shift = digit % 64;
        auto const low = words_[digit / 64] >> shift;
        return shift == 0 ? low : low | words_[digit / 64 + 1] << (64 - shift);
    }
    void add(std::uint32_t digit, std::uint64_t bits) {
        auto const shift = digit % 64;
        words_[digit / 64] |= bits << shift;
        if (shift != 0) words_[digit / 64 + 1] |= bits >> (64 - shift);
    }

  private:
    std::vector<std::uint64_t> words_;
};

class CardSearch {
  public:
    explicit CardSearch(Scene const& scene)
        : scene_(scene),
          view_(scene.view),
          digits_(scene.digits),
          windows_(scene.windows),
          values_(scene.digits.values()),
          groups_(scene.digits.groups()),
          chat_has_card_(scene.context.card_word || scene.context.card),
          wanted_(scene.rules.mode == Mode::strict ? strict_score : balanced_score) {
        windows_.make_room(digits_);
        auto const& words = scene.words;
        bool const spoken_of = chat_has_card_ || words.any(Word::card) || words.any(Word::expiry) ||
                               words.any(Word::code);
        auto const is_slash = [](Item const& item) { return item.c == U'/'; };
        if (spoken_of || (scene.slash && std::ranges::any_of(view_, is_slash))) {
            most_for_context_ = 2;
        }
    }

    std::vector<Card> work() {
        for (auto const& chain : digits_.chains()) {
            auto const begin = groups_[chain.begin].begin;
            auto const end = groups_[chain.end - 1].end;
            if (end - begin < card_digits_min) continue;
            enter(chain);
            for (auto g = chain.begin; g < chain.end; ++g) {
                from_group(g);
                if (groups_[g].size() >= long_run) from_run(groups_[g]);
            }
        }
        return chosen();
    }

  private:
    std::span<std::uint8_t const> digits_from(std::uint32_t begin) const {
        return values_.subspan(begin);
    }
    Item const& item(std::uint32_t digit) const { return view_[digits_.item(digit)]; }
    BrandTable const& brands() const { return *scene_.rules.brands; }

    /// What is the same for all windows of a chain.
    void enter(Chain const& chain) {
        chain_ = chain;
        alike_end_ = chain.begin;
        windows_.read(digits_, groups_.subspan(chain.begin, chain.end - chain.begin));
        auto const begin = groups_[chain.begin].begin;
        auto const from = begin == 0 ? 0 : item(begin - 1).point + 1;
        other_ = scene_.words.other_before(item(begin).point, from);
    }

    /// Is what is written so, and with all that may stand around it, worth a look?
    bool is_hopeless(int score) const { return score + most_for_context_ < wanted_; }
    /// What the way it is written may give at most.
    int most_for_writing() const { return digits_.special() ? 2 : 1; }

    /// The rule of a window whose length is one of those that fit; null where there is none.
    BrandRule const* rule_for(std::uint32_t begin, std::uint32_t end, bool luhn) const {
        auto const* rule = brands().best(digits_from(begin), end - begin, luhn);
        return rule != nullptr && !digits_.all_same(begin, end) ? rule : nullptr;
    }

    /// Windows of whole groups that begin with this one.
    void from_group(std::uint32_t g) {
        auto const begin = groups_[g].begin;
        auto const left = groups_[chain_.end - 1].end - begin;
        if (left < card_digits_min) return;
        auto const fitting = brands().fitting(digits_from(begin));
        auto lengths = fitting.lengths & windows_.end_lengths(begin) & up_to(left);
        if (lengths == 0) return;
        auto const luhn = windows_.luhn_lengths(begin);
        lengths &= luhn | fitting.without_luhn;
        for (; lengths != 0; lengths &= lengths - 1) {
            auto const bit = lengths & -lengths;
            auto const end = begin + length_of(bit);
            auto const* rule = rule_for(begin, end, (luhn & bit) != 0);
            if (rule != nullptr) window(g, *rule, begin, end);
        }
    }
    static std::uint32_t up_to(std::uint32_t length) {
        return length > card_digits_max ? ~0u : (2u << (length - card_digits_min)) - 1;
    }
    static std::uint32_t length_of(std::uint32_t bit) {
        return card_digits_min + static_cast<std::uint32_t>(std::countr_zero(bit));
    }

    void window(std::uint32_t g, BrandRule const& rule, std::uint32_t begin, std::uint32_t end) {
        if (is_hopeless(rule.strength + most_for_writing())) return;
        auto const h = digits_.group_of(end - 1) + 1;
        auto const writing = digits_.writing(view_, begin, end);
        int score = rule.strength + disguise(writing, begin, end);
        find_alike(g);
        auto const shape = writing.spelled > 0
                               ? Shape::whole
                               : shape_of(groups_.subspan(g, h - g), alike_end_ - g);
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
            auto const fitting = brands().fitting(digits_from(begin));
            auto lengths = fitting.strong & run_lengths & up_to(run.end - begin);
            if (lengths == 0) continue;
            lengths &= windows_.luhn_lengths(begin);
            for (; lengths != 0; lengths &= lengths - 1) {
                auto const end = begin + length_of(lengths);
                if (begin == run.begin && end == run.end) continue;
                auto const* rule = rule_for(begin, end, true);
                if (rule == nullptr || rule->luhn != Luhn::demanded || rule->strength < strong) {
                    continue;
                }
                if (is_hopeless(rule->strength + most_for_writing())) continue;
                within_run(run, begin, end, *rule);
            }
        }
    }

    void within_run(Group const& run, std::uint32_t begin, std::uint32_t end,
                    BrandRule const& rule) {
        auto const before = begin - run.begin;
        auto const rest = run.end - end;
        auto const with_date = before == 0 ? date_and_code(digits_from(end).first(rest)) : false;
        int score = rule.strength + disguise(digits_.writing(view_, begin, end), begin, end);
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
        if (!windows_.luhn(begin, end)) return false;
        auto const* rule = rule_for(begin, end, true);
        return rule != nullptr && rule->strength >= strong && rule->luhn == Luhn::demanded;
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
    /// digits that are hidden on purpose tell of a number that is to be hidden.
    int disguise(Writing const& writing, std::uint32_t begin, std::uint32_t end) const {
        if (!digits_.special()) return 0;
        auto const size = end - begin;
        if (writing.lookalike * 2 > size) return -9;  // words, not digits
        int score = writing.decoded + writing.spelled + writing.split > 0 ? 1 : 0;
        if (writing.weak > 0 && writing.weak < size) --score;
        if (writing.lookalike > 0 && is_prefix(begin, writing.lookalike)) --score;
        return score;
    }

    /// Are all letters in front, as in a serial number?
    bool is_prefix(std::uint32_t begin, std::uint32_t letters) const {
        return digits_.writing(view_, begin, begin + letters).lookalike == letters;
    }

    /// Where the groups around this one begin and end that have its size.
    void find_alike(std::uint32_t g) {
        if (g < alike_end_) return;
        auto const size = groups_[g].size();
        alike_begin_ = g;
        while (alike_begin_ > alike_end_ && groups_[alike_begin_ - 1].size() == size) {
            --alike_begin_;
        }
        alike_end_ = g + 1;
        while (alike_end_ < chain_.end && groups_[alike_end_].size() == size) ++alike_end_;
    }

    /// Are there two more groups of the same size beside it, which are no card numbers either?
    bool in_list(std::uint32_t g, std::uint32_t h) const {
        if (groups_[g].size() > list_group_max || alike_end_ < h) return false;
        if (alike_end_ - h + (g - alike_begin_) < 2) return false;
        auto const count = h - g;
        if (h + count <= chain_.end && is_card(groups_[h].begin, groups_[h + count - 1].end)) {
            return false;
        }
        return g < chain_.begin + count || !is_card(groups_[g - count].begin, groups_[g - 1].end);
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
        if (is_hopeless(score)) return;
        auto const& first = item(begin);
        auto const& last = item(end - 1);
        if (most_for_context_ > 0 && is_spoken_of(begin, end)) score += most_for_context_;
        score -= taken_for_another(begin, end);
        if (score < wanted_ || scene_.exclusions.cover(first.begin, last.end)) return;
        found_.emplace_back(begin, end, tail, score, rule.brand);
    }

    bool is_spoken_of(std::uint32_t begin, std::uint32_t end) const {
        return chat_has_card_ || expiry_near(begin, end) ||
               scene_.words.card_near(item(begin).point, item(end - 1).point + 1, context_points);
    }

    /// "Order no. …" before the digits that hang together. No phone number has 16 digits.
    int taken_for_another(std::uint32_t begin, std::uint32_t end) const {
        auto const* other = other_;
        if (other == nullptr && begin != groups_[chain_.begin].begin) {
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

    /// Those found, the best first, and of two alike the longer one: sorted by counting.
    std::vector<Card> best_first() const {
        constexpr int scores = score_max + 1;
        constexpr int sizes = card_digits_max - card_digits_min + 1;
        auto const place = [](Card const& card) {
            return static_cast<std::size_t>((score_max - card.score) * sizes + card_digits_max) -
                   (card.end - card.begin);
        };
        std::array<std::uint32_t, scores * sizes + 1> begins{};
        for (auto const& card : found_) ++begins[place(card) + 1];
        std::partial_sum(begins.begin(), begins.end(), begins.begin());
        std::vector<Card> sorted(found_.size());
        for (auto const& card : found_) sorted[begins[place(card)]++] = card;
        return sorted;
    }

    /// None that shares a digit with a better one. What else of such a worse one is there is
    /// masked with the better one: it may have been the number after all.
    std::vector<Card> chosen() const {
        std::vector<Card> chosen;
        if (found_.empty()) return chosen;
        DigitSet taken{values_.size()};
        DigitSet beside{values_.size()};
        for (auto card : best_first()) {
            auto const size = card.end - card.begin;
            auto const used = taken.from(card.begin);
            auto const first = static_cast<std::uint32_t>(std::countr_zero(used >> size));
            card.tail = std::min(card.tail, card.end + first);
            auto const all = (std::uint64_t{1} << (card.tail - card.begin)) - 1;
            if ((used & ((std::uint64_t{1} << size) - 1)) != 0) {
                beside.add(card.begin, all & ~used);
                continue;
            }
            taken.add(card.begin, all);
            chosen.push_back(card);
        }
        for (auto& card : chosen) {
            auto const is_beside = [&](std::uint32_t digit) {
                return (beside.from(digit) & ~taken.from(digit) & 1) != 0;
            };
            while (card.begin > 0 && is_beside(card.begin - 1)) --card.begin;
            while (is_beside(card.tail)) taken.add(card.tail++, 1);
        }
        std::ranges::sort(chosen, {}, &Card::begin);
        return chosen;
    }

    Scene const& scene_;
    View const& view_;
    Digits const& digits_;
    Windows& windows_;
    std::span<std::uint8_t const> values_;
    std::span<Group const> groups_;
    bool chat_has_card_;
    int wanted_;
    int most_for_context_ = 0;
    Chain chain_;
    std::uint32_t alike_begin_ = 0;  // groups of one size, as of the last window
    std::uint32_t alike_end_ = 0;
    Mark const* other_ = nullptr;  // what the chain's number is called
    std::vector<Card> found_;      // by their beginning
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

std::vector<Card> find_cards(Scene const& scene) {
    auto const& digits = scene.digits;
    if (!scene.budget.spend(static_cast<std::int64_t>(digits.count()))) return {};
    if (digits.longest_chain() < card_digits_min) return {};
    return CardSearch{scene}.work();
}

}  // namespace parley::domain::redaction
