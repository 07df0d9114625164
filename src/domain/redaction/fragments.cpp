#include "domain/redaction/fragments.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/redaction/digits.hpp"
#include "domain/redaction/exclusions.hpp"
#include "domain/redaction/maker.hpp"
#include "domain/redaction/mask.hpp"
#include "domain/redaction/spelled.hpp"
#include "domain/redaction/words.hpp"

namespace parley::domain::redaction {

namespace {

constexpr std::uint32_t kept_of_card = 4;
constexpr std::size_t prose_letters_max = 200;

/// The digits of a message: written, or else spelled.
View digits_view(std::string_view text) {
    auto plain = view_of(text);
    bool const written =
        std::ranges::any_of(plain, [](Item const& item) { return item.cls == Class::digit; });
    if (written || !may_be_spelled(glance(text))) return plain;
    View spelled;
    spelled_view(plain, spelled);
    if (spelled.empty()) return plain;
    bool const lookalikes = std::ranges::any_of(
        spelled, [](Item const& item) { return item.origin == Origin::lookalike; });
    return lookalikes ? plain : spelled;
}

enum class Part : std::uint8_t { chatter, fragment, beginning, prose };

Part part_of(std::string_view text) {
    auto const view = digits_view(text);
    auto const count = [&](Class of) {
        return static_cast<std::size_t>(
            std::ranges::count_if(view, [&](Item const& item) { return item.cls == of; }));
    };
    if (count(Class::digit) == 0) return Part::chatter;
    if (count(Class::letter) <= fragment_letters_max) return Part::fragment;
    // "My card number begins with 4111": what follows may go on with it.
    bool const of_card = Words{view}.any(Word::card);
    return of_card && count(Class::letter) <= prose_letters_max ? Part::beginning : Part::prose;
}

/// Code points of `text` before its byte `byte`.
std::uint32_t points_before(std::string_view text, std::uint32_t byte) {
    return static_cast<std::uint32_t>(code_points(text.substr(0, byte)));
}

/// Where code point `point` of `text` begins.
std::uint32_t byte_of(std::string_view text, std::uint32_t point) {
    std::uint32_t at = 0;
    for (; point > 0 && at < text.size(); --point) next_point(text, at);
    return at;
}

/// All fragments as one view, with a separator between two.
struct Chorus {
    View view;
    std::vector<std::size_t> fragment_of;  // each item's

    /// Digits of a UUID, an IBAN and the like are no part of a card's number.
    void add(std::string_view text, std::size_t index, Formats const& formats) {
        if (!view.empty()) {
            view.push_back({});
            fragment_of.push_back(index);
        }
        auto part = digits_view(text);
        Exclusions exclusions{text, formats};
        for (auto& item : part) {
            if (item.cls != Class::digit || !exclusions.cover(item.begin, item.end)) continue;
            item.cls = Class::letter;
            item.digit = -1;
        }
        view.insert(view.end(), part.begin(), part.end());
        fragment_of.resize(view.size(), index);
    }
};

/// Digits [begin, end) of a chorus are a card number.
struct Match {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    BrandRule const* rule = nullptr;
};

Match best_match(Digits const& digits, Chorus const& chorus, std::size_t changed,
                 BrandTable const& brands, std::int8_t strength) {
    Match best;
    auto const fragment = [&](std::uint32_t digit) {
        return chorus.fragment_of[digits.item(digit)];
    };
    Windows const windows{digits};
    for (auto const& group : digits.groups()) {
        auto const begin = group.begin;
        auto const most = std::min<std::size_t>(digits.count(), begin + card_digits_max);
        for (auto end = begin + card_digits_min; end <= most; ++end) {
            if (!windows.ends_group(end) || fragment(begin) == fragment(end - 1)) continue;
            if (fragment(begin) > changed || fragment(end - 1) < changed) continue;
            if (!windows.luhn(begin, end) || digits.all_same(begin, end)) continue;
            auto const first = digits.values().subspan(begin);
            auto const* rule = brands.best(first, end - begin, true);
            if (rule == nullptr || rule->strength < strength) continue;
            if (rule->luhn == Luhn::not_demanded) continue;
            auto const better = [&] {
                if (best.rule == nullptr) return true;
                if (rule->strength != best.rule->strength) {
                    return rule->strength > best.rule->strength;
                }
                return end - begin > best.end - best.begin;
            };
            if (better()) best = {begin, end, rule};
        }
    }
    return best;
}

/// Where the match ends with the security code that may come with its last piece.
std::uint32_t end_with_code(Digits const& digits, Chorus const& chorus, Match const& match) {
    auto const groups = digits.groups();
    auto const next = digits.group_of(match.end - 1) + 1;
    if (next == groups.size()) return match.end;
    auto const& group = groups[next];
    bool const same = chorus.fragment_of[digits.item(group.begin)] ==
                      chorus.fragment_of[digits.item(match.end - 1)];
    return same && (group.size() == 3 || group.size() == 4) ? group.end : match.end;
}

/// What happens to the fragment that has digits [begin, end) of the match and its code.
Edits edits_of(std::string_view text, Chorus const& chorus, Digits const& digits,
               Match const& match, std::uint32_t begin, std::uint32_t end) {
    Edits edits;
    auto const number_end = std::min(end, match.end);
    auto const kept_from = match.end - kept_of_card;
    if (begin < number_end) {
        auto const kept = number_end - std::clamp(kept_from, begin, number_end);
        edits.mask(text, chorus.view, digits, begin, number_end, kept);
    }
    if (end > match.end) {
        edits.mask(text, chorus.view, digits, std::max(begin, match.end), end, 0);
    }
    return edits;
}

/// Adds the find of bytes `where` of `text`, and moves those that are there already.
void note(Redaction& current, Match const& match, std::string_view text, std::string_view masked,
          Edits const& edits, Span where) {
    auto const moved = [&](std::uint32_t byte) { return points_before(masked, edits.moved(byte)); };
    for (auto& find : current.found) {
        find.begin = moved(byte_of(text, find.begin));
        find.end = moved(byte_of(text, find.end));
    }
    current.found.push_back({Kind::card,
                             "card:joined",
                             match.rule->strength,
                             moved(where.begin),
                             moved(where.end),
                             match.rule->brand,
                             {}});
    std::ranges::sort(current.found, {}, &Find::begin);
    current.verdict = Verdict::masked;
}

}  // namespace

void Fragments::forget(Instant now) {
    std::erase_if(fragments_, [&](Fragment const& one) { return now - one.at > fragments_time; });
}

bool Fragments::has_digits(Instant now) const {
    return std::ranges::any_of(fragments_,
                               [&](Fragment const& one) { return now - one.at <= fragments_time; });
}

bool may_be_fragment(std::string_view text) {
    auto const seen = glance(text);
    if (seen.digits == 0 && !seen.foreign && !may_be_spelled(seen)) return false;
    auto const part = part_of(text);
    return part == Part::fragment || part == Part::beginning;
}

void Fragments::recall(std::int64_t message, std::string_view stored, Instant at) {
    keep(message, stored, at, notice(stored).card);
}

/// Says whether the message is one of the fragments now.
bool Fragments::keep(std::int64_t message, std::string_view masked, Instant at, bool has_card) {
    auto const part = part_of(masked);
    if (part == Part::chatter) return false;
    if (part != Part::fragment || has_card) fragments_.clear();
    if (part == Part::prose || has_card) return false;
    if (fragments_.size() == fragments_max) fragments_.erase(fragments_.begin());
    fragments_.push_back({message, at, std::string{masked}});
    return true;
}

Joined Fragments::add(std::int64_t message, std::string_view text, Instant now, Rules const& rules,
                      Context const& context) {
    Joined joined{redact(text, rules, context), {}};
    if (joined.current.verdict == Verdict::unscannable) return joined;
    forget(now);
    auto const& masked = joined.current.text.text();
    auto known = std::ranges::find(fragments_, message, &Fragment::message);
    bool const has_card = std::ranges::find(joined.current.found, Kind::card, &Find::kind) !=
                          joined.current.found.end();
    if (known == fragments_.end()) {
        if (!keep(message, masked, now, has_card)) return joined;
        known = fragments_.end() - 1;
    } else if (part_of(masked) == Part::chatter || has_card) {
        fragments_.erase(known);
        return joined;
    }
    known->text = masked;
    join(joined, static_cast<std::size_t>(known - fragments_.begin()), rules, context);
    return joined;
}

void Fragments::join(Joined& joined, std::size_t changed, Rules const& rules,
                     Context const& context) {
    Chorus chorus;
    bool spoken_of = context.card_word || context.card;
    for (std::size_t i = 0; i < fragments_.size(); ++i) {
        chorus.add(fragments_[i].text, i, rules.formats);
        spoken_of = spoken_of || notice(fragments_[i].text).card_word;
    }
    if (rules.mode == Mode::balanced && !spoken_of) return;
    Digits const digits{chorus.view};
    auto const match = best_match(digits, chorus, changed, *rules.brands, spoken_of ? 2 : 3);
    if (match.rule == nullptr) return;

    auto const end = end_with_code(digits, chorus, match);
    std::size_t first = fragments_max;
    std::size_t last = 0;
    for (auto begin = match.begin; begin < end;) {
        auto const index = chorus.fragment_of[digits.item(begin)];
        auto stop = begin;
        while (stop < end && chorus.fragment_of[digits.item(stop)] == index) ++stop;
        auto const& text = fragments_[index].text;
        auto edits = edits_of(text, chorus, digits, match, begin, stop);
        auto masked = edits.apply(text);
        if (index == changed) {
            auto const from = chorus.view[digits.item(begin)].begin;
            auto const to = chorus.view[digits.item(stop - 1)].end;
            note(joined.current, match, text, masked, edits, {from, to});
            joined.current.text = Maker::make(std::move(masked));
        } else {
            joined.earlier.push_back({fragments_[index].message, Maker::make(std::move(masked))});
        }
        first = std::min(first, index);
        last = index;
        begin = stop;
    }
    // What is left of them must not become part of another number.
    auto const at = [&](std::size_t i) {
        return fragments_.begin() + static_cast<std::ptrdiff_t>(i);
    };
    fragments_.erase(at(first), at(last + 1));
}

}  // namespace parley::domain::redaction
