#include "domain/redaction/redaction.hpp"

#include <algorithm>
#include <array>
#include <cstring>

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

/// What a byte is to a text that is read in any way.
enum class Part : std::uint8_t { digit, separator, foreign, escape, other };

constexpr auto parts = [] {
    std::array<Part, 256> all{};
    for (unsigned c = 0; c < 256; ++c) {
        bool const letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        all[c] = (c >= '0' && c <= '9') || c == '|' ? Part::digit
                 : c >= 0x80                        ? Part::foreign
                 : letter || c == '<'               ? Part::other
                                                    : Part::separator;
    }
    for (auto const c : {'&', '#', ';', '%', '\\'}) all[static_cast<std::size_t>(c)] = Part::escape;
    return all;
}();

/// Is it plain without a closer look that this text, which was masked, has no card number in any
/// view? Then it has no letters either, so nothing says that its digits are anything else.
bool has_no_card(std::string_view text) {
    std::uint32_t digits = 0;  // those of an entity are more than the one that is meant
    std::uint32_t separators = 0;
    std::uint32_t run = 0;  // of what may be base64, and a few others
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const part = parts[static_cast<unsigned char>(text[i])];
        if (part == Part::escape) continue;
        if (part == Part::digit) {
            separators = 0;
            if (++digits == card_digits_min || ++run == packed_bytes_min) return false;
            continue;
        }
        if (part == Part::other) return false;
        if (++separators > separators_max) digits = 0;
        if (part == Part::separator) {
            run = text[i] == ' ' ? 0 : run + 1;
            if (run == packed_bytes_min) return false;
        } else {
            if (!text.substr(i).starts_with(bullet)) return false;
            i += bullet.size() - 1;
            run = 0;
        }
    }
    return true;
}

/// A find as long as it may move.
struct Hit {
    Kind kind = Kind::card;
    std::string_view rule;
    std::uint32_t begin = 0;  // bytes of the text as it is in this round
    std::uint32_t end = 0;
    int score = 0;
    Brand brand = Brand::other;
    std::array<char, kept_of_card> last_four{};  // of a card but one in base64
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

void wipe(View& view) {
    view.resize(view.capacity());
    if (!view.empty()) ::explicit_bzero(view.data(), view.size() * sizeof(Item));
    view = {};
}

/// What a search needs memory for. Each thread has its own and uses it again, for the system would
/// take longer to give it than most texts take to be looked at.
/// INVARIANT: no number that was found stays in it.
struct Memory {
    View plain;
    Digits plain_digits;
    View view;  // another one, and its digits
    Digits digits;
    Words words;
    Windows windows;

    void give_back() {
        for (auto* one : {&plain, &view}) wipe(*one);
        for (auto* one : {&plain_digits, &digits}) one->wipe();
        words = {};
        windows = {};
    }

    static Memory& here() {
        static thread_local Memory memory;
        return memory;
    }
};
constexpr std::size_t memory_text_max = 8192;  // bytes; that of longer texts is given back

/// Looks at a text in all of its views, once or again as it was masked.
class Search {
  public:
    Search(Rules const& rules, Context const& context)
        : rules_(rules), context_(context), budget_{rules.steps_max} {}
    ~Search() {
        if (found_ || text_.size() > memory_text_max) memory_.give_back();
    }
    Search(Search const&) = delete;

    /// What is to be found in this text, which is valid UTF-8 and outlives the look.
    void look(std::string_view text, Glance const& seen) {
        text_ = text;
        edits_ = {};
        hits_.clear();
        taken_.clear();
        bool const letters = view_of(text, plain_);
        plain_digits_.read(plain_);
        if (letters) {
            words_.read(plain_);
        } else {
            words_.clear();
        }
        exclusions_ = Exclusions{text, rules_.formats, letters};
        slash_ = seen.markup || seen.longest_run >= packed_bytes_min || text.contains('/');
        // What is decoded goes first: the digits of %34 and &#52; are not those that are meant.
        if (seen.markup) {
            decoded_view(text, plain_, view_);
            scan_view();
        }
        scan(plain_, plain_digits_);
        if (may_be_spelled(seen)) {
            spelled_view(plain_, view_);
            scan_view();
        }
        if (seen.longest_run >= packed_bytes_min) {
            for (auto const& packed : packed_in(text_)) scan_packed(packed);
        }
        if (!rules_.kinds.empty()) identifiers();
    }

    bool exhausted() const { return budget_.steps < 0; }
    /// Is there enough left for a look at this text, if it finds nothing?
    bool may_look_at(std::string_view text) const {
        constexpr std::int64_t steps_a_byte = 6;  // for its characters and digits in three views
        return budget_.steps >= steps_a_byte * static_cast<std::int64_t>(text.size());
    }
    Edits& edits() { return edits_; }
    std::vector<Hit> const& hits() const { return hits_; }

  private:
    bool is_taken(std::uint32_t begin, std::uint32_t end) const {
        return !taken_.empty() &&
               std::string_view{taken_}.substr(begin, end - begin).contains('\1');
    }

    Scene scene(View const& view, Digits const& digits) {
        return {view,        digits,  words_,          rules_, context_,
                exclusions_, budget_, memory_.windows, slash_};
    }

    /// The view that was made of the plain one; empty where it is the same.
    void scan_view() {
        if (view_.empty()) return;
        digits_.read(view_);
        scan(view_, digits_);
    }

    void scan(View const& view, Digits const& digits) {
        if (!budget_.spend(static_cast<std::int64_t>(view.size()))) return;
        if (digits.count() < digits_min) return;
        auto const scene = this->scene(view, digits);
        auto const cards = find_cards(scene);
        auto const secrets = find_secrets(scene, cards);
        auto const first = [&](std::uint32_t digit) { return view[digits.item(digit)].begin; };
        auto const last = [&](std::uint32_t digit) { return view[digits.item(digit - 1)].end; };
        for (auto const& card : cards) {
            if (is_taken(first(card.begin), last(card.end))) continue;
            edits_.mask(text_, view, digits, card.begin, card.end, kept_of_card);
            if (card.tail > card.end) edits_.mask(text_, view, digits, card.end, card.tail, 0);
            Hit hit{
                Kind::card,        rule_of(Kind::card, digits.writing(view, card.begin, card.end)),
                first(card.begin), last(card.tail),
                card.score,        card.brand};
            for (std::uint32_t i = 0; i < kept_of_card; ++i) {
                hit.last_four[i] =
                    static_cast<char>('0' + digits.values()[card.end - kept_of_card + i]);
            }
            add(hit);
        }
        for (auto const& secret : secrets) {
            if (is_taken(first(secret.begin), last(secret.end))) continue;
            edits_.mask(text_, view, digits, secret.begin, secret.end, 0);
            add({secret.kind, rule_of(secret.kind, digits.writing(view, secret.begin, secret.end)),
                 first(secret.begin), last(secret.end)});
        }
    }

    void scan_packed(Packed const& packed) {
        if (is_taken(packed.begin, packed.end)) return;
        if (!budget_.spend(static_cast<std::int64_t>(packed.view.size()))) return;
        digits_.read(packed.view);
        auto const cards = find_cards(scene(packed.view, digits_));
        if (cards.empty()) return;
        edits_.replace(packed.begin, packed.end);
        add({Kind::card, "card:base64", packed.begin, packed.end, cards.front().score,
             cards.front().brand});
    }

    void identifiers() {
        for (auto const& one : find_identifiers(text_, scene(plain_, plain_digits_))) {
            if (is_taken(one.begin, one.end)) continue;
            edits_.mask_letters(text_, one.begin, one.end, one.leading, one.kept);
            add({one.kind, one.rule, one.begin, one.end});
        }
    }

    void add(Hit const& hit) {
        if (taken_.empty()) taken_.resize(text_.size(), '\0');
        std::fill(taken_.begin() + hit.begin, taken_.begin() + hit.end, '\1');
        hits_.push_back(hit);
        found_ = true;
    }

    Rules const& rules_;
    Context const& context_;
    Budget budget_;
    std::string_view text_;
    Exclusions exclusions_{{}, rules_.formats};
    Memory& memory_ = Memory::here();
    View& plain_ = memory_.plain;
    Digits& plain_digits_ = memory_.plain_digits;
    View& view_ = memory_.view;
    Digits& digits_ = memory_.digits;
    Words& words_ = memory_.words;
    Edits edits_;
    std::vector<Hit> hits_;
    std::string taken_;  // bytes; empty while there is no hit
    bool slash_ = false;
    bool found_ = false;  // in this look or in one before
};

/// Bytes become code points of the text that comes out.
std::vector<Find> placed(std::vector<Hit> hits, std::string_view text) {
    std::ranges::sort(hits, {}, &Hit::begin);
    std::vector<Find> found;
    found.reserve(hits.size());
    std::uint32_t byte = 0;
    std::uint32_t point = 0;
    for (auto const& hit : hits) {
        point += static_cast<std::uint32_t>(code_points(text.substr(byte, hit.begin - byte)));
        byte = hit.begin;
        auto const points = code_points(text.substr(byte, hit.end - byte));
        auto const four = std::string_view{hit.last_four.data(), hit.last_four.size()};
        found.push_back({hit.kind, std::string{hit.rule}, hit.score, point,
                         point + static_cast<std::uint32_t>(points), hit.brand,
                         std::string{four.substr(0, four.find('\0'))}});
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
    Search search{rules, context};
    std::string current{text};
    std::vector<Hit> hits;
    for (int round = 0; round < rounds_max; ++round) {
        search.look(current, seen);
        if (search.exhausted()) return unscannable();
        if (search.hits().empty()) {
            auto const verdict = hits.empty() ? Verdict::clean : Verdict::masked;
            auto found = placed(std::move(hits), current);
            return {verdict, Maker::make(std::move(current)), std::move(found)};
        }
        auto next = search.edits().apply(current);
        hits.insert(hits.end(), search.hits().begin(), search.hits().end());
        for (auto& hit : hits) {
            hit.begin = search.edits().moved(hit.begin);
            hit.end = search.edits().moved(hit.end);
        }
        current = std::move(next);
        bool const last = round + 1 == rounds_max;
        if (!last && rules.kinds.empty() && !context.card && search.may_look_at(current) &&
            has_no_card(current)) {
            auto found = placed(std::move(hits), current);
            return {Verdict::masked, Maker::make(std::move(current)), std::move(found)};
        }
        if (search.edits().only_digits()) {
            // What else was seen is still there, and how many digits are left matters no more
            // beside a bullet.
            seen.foreign = true;
        } else {
            seen = glance(current);
        }
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
