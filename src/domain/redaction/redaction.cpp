#include "domain/redaction/redaction.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/text.hpp"
#include "domain/redaction/cards.hpp"
#include "domain/redaction/decoded.hpp"
#include "domain/redaction/identifiers.hpp"
#include "domain/redaction/maker.hpp"
#include "domain/redaction/mask.hpp"
#include "domain/redaction/secrets.hpp"
#include "domain/redaction/spelled.hpp"

namespace parley::domain::redaction {

namespace {

constexpr int rounds_max =
    8;  // what is masked may bring others together; two are nearly always enough
constexpr std::uint32_t digits_min = 3;  // a security code
constexpr std::uint32_t kept_of_card = 4;

bool has_nothing(Glance const& seen, Kinds const& kinds) {
    return seen.digits < digits_min && !seen.foreign && !may_be_spelled(seen) &&
           seen.longest_run < packed_bytes_min && !(seen.at_sign && kinds.has(Kind::email));
}

struct Hit {
    Find find;  // but for its rule and place
    std::string_view rule;
    std::uint32_t begin = 0;  // bytes of the text as it is in this round
    std::uint32_t end = 0;
};

/// How the digits were written tells the rule.
std::string_view rule_of(Kind kind, Writing const& writing) {
    auto const way = writing.spelled + writing.lookalike > 0 ? 2u : writing.decoded > 0 ? 1u : 0u;
    static constexpr std::array<std::array<std::string_view, 3>, 4> rules = {{
        {"card:plain", "card:decoded", "card:spelled"},
        {"security_code:plain", "security_code:decoded", "security_code:spelled"},
        {"pin:plain", "pin:decoded", "pin:spelled"},
        {"expiry:plain", "expiry:decoded", "expiry:spelled"},
    }};
    return rules[static_cast<std::size_t>(kind)][way];
}

/// One look at the text in all of its views.
class Round {
  public:
    Round(std::string_view text, Rules const& rules, Context const& context, Budget& budget)
        : text_(text),
          rules_(rules),
          context_(context),
          budget_(budget),
          exclusions_(text, rules.formats),
          plain_(view_of(text)),
          digits_(plain_),
          words_(plain_) {}

    void work(Glance const& seen) {
        // What is decoded goes first: the digits of %34 and &#52; are not those that are meant.
        if (seen.markup) {
            auto const decoded = decoded_view(text_);
            if (decoded.size() != plain_.size()) scan(decoded);
        }
        scan(plain_, digits_);
        if (may_be_spelled(seen)) scan(spelled_view(plain_));
        if (seen.longest_run >= packed_bytes_min) {
            for (auto const& packed : packed_in(text_)) scan_packed(packed);
        }
        if (!rules_.kinds.empty()) identifiers();
    }

    Edits& edits() { return edits_; }
    std::vector<Hit>& hits() { return hits_; }

  private:
    bool is_taken(std::uint32_t begin, std::uint32_t end) const {
        if (taken_.empty()) return false;
        auto const last = taken_.begin() + end;
        return std::find(taken_.begin() + begin, last, true) != last;
    }
    void take(std::uint32_t begin, std::uint32_t end) {
        if (taken_.empty()) taken_.resize(text_.size(), false);
        std::fill(taken_.begin() + begin, taken_.begin() + end, true);
    }

    Scene scene(View const& view, Digits const& digits) {
        return {view, digits, words_, rules_, context_, exclusions_, budget_};
    }

    void scan(View const& view) { scan(view, Digits{view}); }

    void scan(View const& view, Digits const& digits) {
        if (!budget_.spend(static_cast<std::int64_t>(view.size()))) return;
        if (digits.count() < digits_min) return;
        auto const scene = this->scene(view, digits);
        auto const cards =
            digits.count() < card_digits_min ? std::vector<Card>{} : find_cards(scene);
        auto const secrets = find_secrets(scene, cards);
        auto const first = [&](std::uint32_t digit) { return view[digits.item(digit)].begin; };
        auto const last = [&](std::uint32_t digit) { return view[digits.item(digit - 1)].end; };
        for (auto const& card : cards) {
            if (is_taken(first(card.begin), last(card.end))) continue;
            edits_.mask(text_, view, digits, card.begin, card.end, kept_of_card);
            if (card.tail > card.end) edits_.mask(text_, view, digits, card.end, card.tail, 0);
            std::string four;
            for (auto i = card.end - kept_of_card; i < card.end; ++i) {
                four.push_back(static_cast<char>('0' + digits.values()[i]));
            }
            add({Kind::card, {}, card.score, 0, 0, card.brand, std::move(four)},
                rule_of(Kind::card, digits.writing(card.begin, card.end)), first(card.begin),
                last(card.tail));
        }
        for (auto const& secret : secrets) {
            if (is_taken(first(secret.begin), last(secret.end))) continue;
            edits_.mask(text_, view, digits, secret.begin, secret.end, 0);
            add({secret.kind, {}, 0, 0, 0, Brand::other, {}},
                rule_of(secret.kind, digits.writing(secret.begin, secret.end)), first(secret.begin),
                last(secret.end));
        }
    }

    void scan_packed(Packed const& packed) {
        if (is_taken(packed.begin, packed.end)) return;
        if (!budget_.spend(static_cast<std::int64_t>(packed.view.size()))) return;
        Digits const digits{packed.view};
        auto const cards = find_cards(scene(packed.view, digits));
        if (cards.empty()) return;
        edits_.replace(packed.begin, packed.end);
        add({Kind::card, {}, cards.front().score, 0, 0, cards.front().brand, {}}, "card:base64",
            packed.begin, packed.end);
    }

    void identifiers() {
        for (auto const& one : find_identifiers(text_, scene(plain_, digits_))) {
            if (is_taken(one.begin, one.end)) continue;
            edits_.mask_letters(text_, one.begin, one.end, one.leading, one.kept);
            add({one.kind, {}, 0, 0, 0, Brand::other, {}}, one.rule, one.begin, one.end);
        }
    }

    void add(Find find, std::string_view rule, std::uint32_t begin, std::uint32_t end) {
        take(begin, end);
        hits_.push_back({std::move(find), rule, begin, end});
    }

    std::string_view text_;
    Rules const& rules_;
    Context const& context_;
    Budget& budget_;
    Exclusions exclusions_;
    View plain_;
    Digits digits_;
    Words words_;
    Edits edits_;
    std::vector<Hit> hits_;
    std::vector<bool> taken_;  // bytes; empty while there is no hit
};

/// Bytes become code points of the text that comes out.
std::vector<Find> placed(std::vector<Hit> hits, std::string_view text) {
    std::ranges::sort(hits, {}, &Hit::begin);
    std::vector<Find> found;
    std::uint32_t byte = 0;
    std::uint32_t point = 0;
    for (auto& hit : hits) {
        point += static_cast<std::uint32_t>(code_points(text.substr(byte, hit.begin - byte)));
        byte = hit.begin;
        hit.find.rule = hit.rule;
        hit.find.begin = point;
        hit.find.end =
            point + static_cast<std::uint32_t>(code_points(text.substr(byte, hit.end - byte)));
        found.push_back(std::move(hit.find));
    }
    return found;
}

Redaction unscannable() { return {Verdict::unscannable, {}, {}}; }

}  // namespace

Redaction redact(std::string_view text, Rules const& rules, Context const& context) {
    if (text.size() > text_bytes_max) return unscannable();
    auto seen = glance(text);
    if (has_nothing(seen, rules.kinds)) return {Verdict::clean, Maker::make(std::string{text}), {}};
    if (seen.foreign && !is_utf8(text)) return unscannable();
    Budget budget{rules.steps_max};
    std::string current{text};
    std::vector<Hit> hits;
    for (int number = 0; number < rounds_max; ++number) {
        Round round{current, rules, context, budget};
        round.work(seen);
        if (budget.steps < 0) return unscannable();
        if (round.hits().empty()) {
            auto const verdict = hits.empty() ? Verdict::clean : Verdict::masked;
            auto found = placed(std::move(hits), current);
            return {verdict, Maker::make(std::move(current)), std::move(found)};
        }
        auto next = round.edits().apply(current);
        std::ranges::move(round.hits(), std::back_inserter(hits));
        for (auto& hit : hits) {
            hit.begin = round.edits().moved(hit.begin);
            hit.end = round.edits().moved(hit.end);
        }
        current = std::move(next);
        seen = glance(current);
    }
    return unscannable();
}

Redacted as_it_is(std::string text) { return Maker::make(std::move(text)); }

namespace {
Redaction redact_all(std::string_view text) {
    using enum Kind;
    static Rules const all = [] {
        Rules rules;
        rules.kinds = {iban, ssn, phone, email, national_id};
        return rules;
    }();
    return redact(text, all, {.card_word = true, .card = true});
}
}  // namespace

std::string without_any(std::string_view text) { return redact_all(text).text.text(); }

bool may_hold_any(std::string_view text) { return redact_all(text).verdict != Verdict::clean; }

Context notice(std::string_view text) {
    Context context;
    if (!is_utf8(text)) return context;
    auto const view = view_of(text);
    Words const words{view};
    context.card_word = words.any(Word::card) || words.any(Word::code);
    for (std::uint32_t i = 0; i < view.size() && !context.card; ++i) {
        context.card = view[i].digit >= 0 && follows_mask(view, i);
    }
    return context;
}

}  // namespace parley::domain::redaction
